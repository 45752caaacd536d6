/** Light or dark: the system's wish unless the reader chose. */

import { useEffect, useState } from "preact/hooks";

export type Choice = "system" | "light" | "dark";

const KEY = "tidings-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function stored(): Choice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system"; // storage is forbidden: the choice lasts until the page is left
  }
}

export function applyTheme(choice: Choice = stored()): void {
  const dark = choice === "dark" || (choice === "system" && system.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function useThemeChoice(): [Choice, (choice: Choice) => void] {
  const [choice, setChoice] = useState<Choice>(stored);
  useEffect(() => {
    const apply = () => applyTheme(choice);
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [choice]);
  return [
    choice,
    (next) => {
      try {
        localStorage.setItem(KEY, next);
      } catch {
        // As above.
      }
      setChoice(next);
    },
  ];
}

/** The theme that is shown; changes redraw what stands on a canvas. */
export function useShownTheme(): string {
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme ?? "light");
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.documentElement.dataset.theme ?? "light"));
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

/** The value of a custom property of the stylesheet. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

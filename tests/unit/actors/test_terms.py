"""Time is real: the same name is somebody else's sector in another year."""

from __future__ import annotations

import datetime as dt

import pytest

from tidings.actors.strings import identify
from tidings.knowledge import load_knowledge

# Name and country, then the sector in June 2008, June 2014 and June 2022. "-": in no office yet.
PEOPLE = """
Barack Obama            USA  LEG GOV ELI
George W. Bush          USA  GOV ELI ELI
Joe Biden               USA  LEG GOV GOV
Hillary Clinton         USA  LEG ELI ELI
John Kerry              USA  LEG GOV GOV
Donald Rumsfeld         USA  ELI ELI ELI
Condoleezza Rice        USA  GOV ELI ELI
Nicolas Sarkozy         FRA  GOV ELI ELI
Emmanuel Macron         FRA  -   -   GOV
Francois Hollande       FRA  -   GOV ELI
Angela Merkel           DEU  GOV GOV ELI
Frank-Walter Steinmeier DEU  GOV GOV GOV
Olaf Scholz             DEU  GOV *   GOV
Gordon Brown            GBR  GOV ELI ELI
David Cameron           GBR  OPP GOV ELI
Boris Johnson           GBR  GOV GOV GOV
Silvio Berlusconi       ITA  GOV ELI ELI
Jose Luis Rodriguez Zapatero ESP GOV ELI ELI
Pedro Sanchez           ESP  -   -   GOV
Viktor Yushchenko       UKR  GOV ELI ELI
Yulia Tymoshenko        UKR  GOV *   *
Petro Poroshenko        UKR  -   GOV *
Volodymyr Zelensky      UKR  -   -   GOV
Mikheil Saakashvili     GEO  GOV OPP OPP
Serzh Sargsyan          ARM  GOV GOV ELI
Nikol Pashinyan         ARM  -   -   GOV
Dmitry Medvedev         RUS  GOV GOV GOV
Nursultan Nazarbayev    KAZ  GOV GOV ELI
Kassym-Jomart Tokayev   KAZ  -   -   GOV
Islam Karimov           UZB  GOV GOV ELI
Hosni Mubarak           EGY  GOV ELI ELI
Abdel Fattah al-Sisi    EGY  -   GOV GOV
Muammar Gaddafi         LBY  GOV ELI ELI
Zine El Abidine Ben Ali TUN  GOV ELI ELI
Ali Abdullah Saleh      YEM  GOV PTY ELI
Mahmoud Ahmadinejad     IRN  GOV ELI ELI
Hassan Rouhani          IRN  -   GOV ELI
Ebrahim Raisi           IRN  -   -   GOV
Ehud Olmert             ISR  GOV ELI ELI
Naftali Bennett         ISR  -   GOV GOV
Hamid Karzai            AFG  GOV GOV ELI
Ashraf Ghani            AFG  -   -   ELI
Imran Khan              PAK  -   -   *
Manmohan Singh          IND  GOV ELI ELI
Hu Jintao               CHN  GOV ELI ELI
Wen Jiabao              CHN  GOV ELI ELI
Kim Jong Il             PRK  GOV ELI ELI
Kim Jong Un             PRK  -   GOV GOV
Lee Myung-bak           KOR  GOV ELI ELI
Moon Jae-in             KOR  -   -   ELI
Yasuo Fukuda            JPN  GOV ELI ELI
Kevin Rudd              AUS  GOV ELI ELI
Hugo Chavez             VEN  GOV ELI ELI
Nicolas Maduro          VEN  GOV GOV GOV
Alvaro Uribe            COL  GOV ELI ELI
Cristina Fernandez de Kirchner ARG GOV GOV GOV
Evo Morales             BOL  GOV GOV ELI
Rafael Correa           ECU  GOV GOV ELI
Robert Mugabe           ZWE  GOV GOV ELI
Thabo Mbeki             ZAF  GOV ELI ELI
Omar al-Bashir          SDN  GOV GOV ELI
Laurent Gbagbo          CIV  GOV OPP *
Abdoulaye Wade          SEN  GOV ELI ELI
Macky Sall              SEN  *   GOV GOV
Joseph Kabila           COD  GOV GOV OPP
Goodluck Jonathan       NGA  GOV GOV ELI
"""
ROWS = [line.rsplit(maxsplit=4) for line in PEOPLE.strip().splitlines()]
DAYS = (dt.date(2008, 6, 1), dt.date(2014, 6, 15), dt.date(2022, 6, 1))
FREE = "*"  # in some lesser office or none: not asked
NOTHING = "-"


@pytest.mark.parametrize(("name", "code", "expected"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_a_name_has_the_sectors_of_the_day(name: str, code: str, expected: list[str]) -> None:
    """Office holders in their terms, former ones after, nobody's government before."""
    knowledge = load_knowledge()
    for day, sector in zip(DAYS, expected, strict=True):
        actor = identify(name, "", day, knowledge)
        assert actor is not None
        assert actor.code == code
        if sector == NOTHING:
            assert "GOV" not in actor.sectors, day
        elif sector != FREE:
            assert sector in actor.sectors, day


def test_at_least_forty_people_change_between_the_years() -> None:
    """The list keeps its purpose."""
    knowledge = load_knowledge()
    changing = 0
    for name, *_ in ROWS:
        found = [identify(name, "", day, knowledge) for day in DAYS]
        changing += len({actor.sectors for actor in found if actor}) > 1
    assert changing >= 40

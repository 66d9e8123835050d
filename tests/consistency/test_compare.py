"""`figures.compare`: what of a second text the first supports, contradicts or does not state; sentences of our own."""

from __future__ import annotations

from datetime import datetime

import pytest

from figures import Document, Extractor, check, extract, unsupported
from figures.consistency.compare import compare, compare_documents
from figures.consistency.policy import load
from figures.errors import UsageError

CASES = [
    ("The fire at Oakley killed 12 people.", "The fire killed 12 people.", "consistent", "the same"),
    ("The fire at Oakley killed 12 people.", "The fire killed more than 10 people.", "consistent", "inside"),
    ("The fire at Oakley killed 12 people.", "The fire killed 15 people.", "conflict", "no value fits both"),
    ("The fire at Oakley killed 12 people.", "The fire did not kill 12 people.", "unknown", "a denial"),
    ("Larkspur is a 2005 American film.", "Larkspur is a 2005 Norwegian film.", "unknown", "another name"),
    (
        "Ann Lee signed with Delmar Records in 2005.",
        "Lee signed with Corvo Records in 2005.",
        "unknown",
        "another name",
    ),
    (
        "The band sold 40,000 copies in the United States.",
        "The band sold 40,000 copies in the US.",
        "consistent",
        "initials",
    ),
    (
        "The band sold 40,000 copies in the United States.",
        "The band sold 40,000 copies in America.",
        "consistent",
        "one land",
    ),
    ("The low at Corve was 17°C.", "The low at Corve was 13°C.", "conflict", "a degree is no sixteenth of it"),
    ("The low at Corve was 17°C.", "The low at Corve was 62.6°F.", "consistent", "the same in other degrees"),
    ("Shares in Corve fell 2.4%.", "Shares in Corve: -2.4%", "consistent", "a fall, by its sign"),
    ("Shares in Corve fell 2.4%.", "Shares in Corve: +2.4%", "conflict", "a rise, by its sign"),
    ("Shares in Corve rose 2.4%.", "Shares in Corve: -2.4%", "conflict", "a fall, by its sign"),
    (
        "Agents sold 5,230 homes, 7% fewer than a year ago.",
        "Homes sold: 5,230 (-7%)",
        "consistent",
        "a label, and a sign",
    ),
    (
        "Heavy rain began on 9 May, and 12 people were killed in Ebbing.",
        "On 9 May heavy rain began, and 12 people were killed in Marra.",
        "unknown",
        "another place, and no subject",
    ),
    ("The game runs on Orbit 7.", "The game runs on Orbit 8.", "unknown", "a number in a name"),
    (
        "Ana Ruiz bought the mill at Corve Bridge on 12 May 2016 with her uncle.",
        "Ana Ruiz bought the mill at Corve Bridge on May 12, 2016 with her uncle.",
        "consistent",
        "a month, and no auxiliary",
    ),
    (
        "Ana Ruiz bought the mill at Corve Bridge on September 12 with her uncle.",
        "Ana Ruiz bought the mill at Corve Bridge on Sept. 12 with her uncle.",
        "consistent",
        "a month, and no name",
    ),
    ("The plan lets up to 20 users in at once.", "The plan lets up to 25 users in at once.", "conflict", "one bound"),
    ("Over 1,950 users were let in at once.", "Over 1,900 users were let in at once.", "consistent", "rounded"),
    (
        "Rescuers said some 200 people were pulled from the mill at Corve.",
        "Rescuers said all 200 people were pulled from the mill at Corve.",
        "consistent",
        "an estimate, and no part",
    ),
    (
        "The mills at Corve burn an average of 200 tonnes of coal in May.",
        "The mills at Corve burn a total of 200 tonnes of coal in May.",
        "conflict",
        "no total",
    ),
    ("The mill earned $12.1 million in 2024.", "The mill earned US$12.1 million in 2024.", "consistent", "no name"),
    ("The mill opens on Tuesday, October 25.", "The mill opens on Tuesday.", "consistent", "its weekday"),
    ("The mill opens on Tuesday.", "The mill opens on Tuesday, October 25.", "unknown", "more than is said"),
    ("The mill opens on Tuesday, October 25.", "The mill opens on Wednesday.", "conflict", "another weekday"),
    ("The bridge opened on 12 May 2016.", "The bridge opened on 12 May.", "consistent", "no year said"),
    (
        "There were 900 cases and 40 deaths.",
        "The city had more than 50 deaths.",
        "conflict",
        "the only one of its noun",
    ),
    (
        "Quarterly earnings of the bakery grew 9% to $2.55. For the quarter, earnings grew 9%, said its head.",
        "For these three months the earnings grew by 7% at the bakery.",
        "conflict",
        "the only value of its noun, said twice",
    ),
    (
        "Oakley had earnings per share of $5.20. It lifted its earnings per share outlook from at least $6 to $7.50.",
        "Oakley reported strong earnings per share of $6.20.",
        "conflict",
        "a forecast leaves nothing open of what was so",
    ),
    (
        "Tolver's sales were $40 million, up 12% from a year earlier. Orders in the east were up 31%.",
        "Tolver, which makes ladders for farms, told its owners of a good spring, with $40 million in sales, 14% more "
        "than the year before.",
        "conflict",
        "the same sum beside it",
    ),
    ("The club has won ten cups.", "The club has won fewer than ten cups.", "conflict", "few cups are counted out"),
    (
        "A guard at the Tolver mill is on his feet for 11 hours a night.",
        "A guard at the Tolver mill is on his feet for less than 11 hours a night.",
        "conflict",
        "a length of time that the same words bound away",
    ),
    (
        "The talks in Oakley took 11 hours.",
        "In Oakley they talked for more than 11 hours.",
        "unknown",
        "a length of time is seldom exact",
    ),
    (
        "Ana ran the Tolver mill from 1994, and helped to build the one in Ebbing in August 1971.",
        "Ana helped to build the mill in Ebbing in 1971.",
        "consistent",
        "an equal year, though another stands nearer",
    ),
    (
        "The rooms are on the third floor. Breakfast is served by a baker from Corve. Guests pay $137/night.",
        "The lodge has a baker from Corve who is glad to show a visitor round, at a nightly charge of $137.",
        "consistent",
        "few things of one text share an odd price",
    ),
    (
        "The warden likes the moor, and has three cottages there, above Ebbing. Nobody else lives near.",
        "Ebbing has three doctors, says the nurse.",
        "unknown",
        "three cottages are no three doctors",
    ),
    (
        "The flood struck Oakley, a town of 31,000 people, at noon.",
        "Four people died in the flood.",
        "unknown",
        "those who live there are not those who died",
    ),
    (
        "Ann Lee kept the bakery in Ebbing for 38 years.",
        "She was married for 52 years.",
        "unknown",
        "nothing but the unit is alike",
    ),
    (
        "Sales in Oakley rose to $41.3 million from $37.2 million, in Ebbing to $24.4 million from $24.1 million.",
        "Sales in Ebbing were $41.3 million, and in Oakley $24.4 million.",
        "conflict",
        "a noun that begins the sentence is no name of both",
    ),
    (
        "Lars: Lunch at noon? Mia: Gladly, and I shall ask Ines.",
        "Three friends, Lars, Mia and Ines, plan a lunch.",
        "consistent",
        "each of the three has a name there",
    ),
    (
        "Lars: Lunch at noon? Mia: Gladly, and I shall ask Ines.",
        "Three friends, Lars and Mia, plan a lunch.",
        "unknown",
        "two names are not three",
    ),
    (
        "Sales in Oakley rose to $44.1 million from $40.2 million.",
        "Sales in Oakley rose about 10 percent.",
        "consistent",
        "the change from the one to the other",
    ),
    (
        "Sales in Oakley rose to $44.1 million from $40.2 million.",
        "Sales in Oakley fell 10%.",
        "unknown",
        "the other way",
    ),
    ("Sales in Oakley rose to $44.1 million from $40.2 million.", "Sales in Oakley grew 14%.", "unknown", "another"),
    (
        "Bakers had a poor spring in the previous year, said Lee.",
        "Bakers had a poor spring in the year before.",
        "consistent",
        "one year in other words",
    ),
    (
        "The kiln was up and running within six weeks.",
        "The kiln was up and running in six weeks.",
        "consistent",
        "what was done within a time was done in it",
    ),
    (
        "Without the fine, Tolver would have earned $31.4 million this spring.",
        "Tolver would have earned $33.4 million without the fine.",
        "conflict",
        "two suppositions of one sum",
    ),
    (
        "The ferry leaves Ebbing at 6:52 p.m. and reaches Oakley at 9:14 p.m.",
        "The ferry leaves Ebbing at 7:52 p.m.",
        "conflict",
        "an hour that is written wrong",
    ),
    ("Ude was king from 1816 to 1828.", "Ude was king from 1820 to 1830.", "conflict", "each has years of its own"),
    ("Ude was king from 1816 to 1828.", "Ude was king from 1820 to 1825.", "unknown", "the one holds the other"),
    (
        "Earnings were $5 million.",
        "Earnings per share were $4.",
        "unknown",
        "in all, and for each share",
    ),
    (
        "As of June 2018 the rate was 14 percent.",
        "As of October 2018 the rate was 21 percent.",
        "unknown",
        "as of other days",
    ),
    (
        "Sales will be between $90 million and $100 million.",
        "Sales within the range of $90 million and $100 million are expected.",
        "consistent",
        "both ends of a range",
    ),
    (
        "Costs will rise by more than 10% this year.",
        "Costs will rise by more than 9% this year.",
        "conflict",
        "misquoted",
    ),
    (
        "The firm hopes for at least $6 a share this year.",
        "The firm hopes for at least $5 a share this year.",
        "conflict",
        "misquoted",
    ),
    (
        "Sales will be between 240 and 260 tractors.",
        "Sales of between 210 and 260 tractors are expected.",
        "conflict",
        "another range",
    ),
    ("The mill recalled 19 tractors.", "The mill recalled 20 tractors.", "conflict", "nobody rounds 19"),
    ("The mill has 22 presses and bought 14 more.", "The mill has 36 presses now.", "unknown", "a sum"),
    ("It killed 14 people, five of them women.", "It killed 19 people.", "conflict", "no sum of a whole and its part"),
    ("It killed 14 people, nine men and five women.", "It killed 19 people.", "conflict", "nor beside it"),
    ("There are 30 loaves in every crate.", "The crates hold 240 loaves.", "unknown", "in each, and in all"),
    (
        "Larkspur is a film made in 1967.",
        "Larkspur, made in 1967, opens on 2 June 1922.",
        "unknown",
        "the year is told, and another beside it",
    ),
    ("The town has more than 4,200 inhabitants.", "The town has more than 4,000 inhabitants.", "consistent", "rounded"),
    ("Sales at Dorland rose 3%.", "Sales at Dorland fell 3%.", "conflict", "up, and down"),
    ("Sales at Dorland rose 3%; profit fell 3%.", "Profit at Dorland fell 3%.", "consistent", "down, and down"),
    ("Ada Lee (born 9 May 1950) is a painter.", "Ada Lee married on 9 May 1950.", "unknown", "born is not married"),
    ("The choir was founded in 1950.", "The choir broke up, or ended, in 1950.", "unknown", "the start is not the end"),
    (
        "They toured from May 1994 to June 1995.",
        "They went on tour in May 1994.",
        "consistent",
        "where a period begins",
    ),
    ("The bridge opened in April 1943.", "The bridge is one of the 1940s.", "consistent", "the decade holds the month"),
    (
        "Profit fell compared to last year.",
        "Profit fell compared to the preceding year.",
        "consistent",
        "in other words",
    ),
    ("Ships were late in recent weeks.", "Ships were late in the past several weeks.", "consistent", "says no number"),
    ("Mr Lee has two sons.", "Mr Lee has two daughters.", "unknown", "sons are no daughters"),
    ("Sales were $4.4 billion.", "Sales were $4.37 billion.", "unknown", "more exact than the first text"),
    ("The song sold 6.4 million copies.", "The song sold fewer than 6.4 million copies.", "unknown", "6.4 is rounded"),
    ("The town had 240 cases of flu.", "The town had 12 cases per 100,000 people.", "unknown", "a rate"),
    (
        "The mayor of Oakley opened the new bridge.",
        "The mayor opened the bridge.",
        "consistent",
        "no figure, same words",
    ),
    ("The mayor of Oakley opened the new bridge.", "Rain ruined every harvest.", "unknown", "no figure, other words"),
    ("The storm wrecked 340 homes.", "Some 340 houses were destroyed by the storm.", "consistent", "with a hedge"),
    ("The storm wrecked 340 homes in Tolver.", "In Tolver 520 houses were destroyed.", "conflict", "a home is a house"),
    (
        "Revenue at Dorland, which makes ladders, rose 31 percent, to $62 million from $47 million.",
        "Dorland's sales climbed 13% to $62m.",
        "conflict",
        "sales are revenue, and the same sum beside them",
    ),
    ("The slide at Corve killed at least 22 people.", "At least 52 people died at Corve.", "conflict", "a bound moved"),
    (
        "The slide at Corve killed at least 52 people.",
        "At least 50 people died at Corve.",
        "consistent",
        "rounded down",
    ),
    ("The mill had 42,397 orders.", "The mill had more than 42,000 orders.", "consistent", "rounded down, and said so"),
    ("About 89 acres of the wood burned.", "89 acres of the wood burned.", "consistent", "without its about"),
    ("Nearly 89 acres of the wood burned.", "89 acres of the wood burned.", "unknown", "nearly so many are fewer"),
    ("At least 340 boats were lost.", "No fewer than 340 boats were lost.", "consistent", "a hedge denies nothing"),
    (
        "The floods killed 40 people: 25 died in Aldby and 12 in Corve.",
        "The floods killed 12 people in Aldby.",
        "conflict",
        "the number of another place",
    ),
    (
        "Larch sold 9,000 carts, down 4%, but Ebbing sold 7% more than in May.",
        "Larch's sales fell, and Ebbing's sales rose 7%.",
        "consistent",
        "which way is told by the words beside it",
    ),
    ("Rents in Tolver rose 8.4%.", "Rents in Tolver were 8.4% lower.", "conflict", "up, and lower"),
    ("The film was nominated for six Larks.", "The film won six Larks.", "unknown", "nominated is not won"),
    ("He was seen on November 11 last year.", "He was seen on 11 November.", "consistent", "in whichever year"),
    (
        "The club earned 77 cents a share, above the 61 cents forecast.",
        "The club earned 87 cents a share.",
        "conflict",
        "what was forecast is beside it",
    ),
    ("Oakley beat Corve 5-3 on Saturday.", "Oakley beat Corve 4-2.", "conflict", "another score"),
    ("Oakley beat Corve 5-3 on Saturday.", "Oakley's win over Corve was by 5-3.", "consistent", "the score"),
    ("One in 20 mills at Tolver closed.", "About half of the mills at Tolver closed.", "conflict", "half is not none"),
    ("Half of the mills at Tolver closed.", "About half of the mills at Tolver closed.", "consistent", "with an about"),
    ("In Tolver 45% of mills closed.", "About half of the mills in Tolver closed.", "consistent", "about half"),
    (
        "Larch Mills said that it would lay off up to 240 people, or roughly 6% of its hands. Ebbing will lay off 510 "
        "employees at Tolver. Corve Looms will be cutting 13% of its workforce, or 720 employees.",
        "Larch will shed as many as 240 employees, about 6% of its staff; Corve is letting 720 people go, or 13%.",
        "consistent",
        "each number goes with its equal",
    ),
    (
        "Ebbing sold 4,100 carts in May, and Tolver sold 6,700.",
        "Tolver sold 4,100 carts, Ebbing 6,700.",
        "conflict",
        "each number stands beside the other's name",
    ),
    (
        "Ebbing sold 4,100 carts in May, and Tolver sold 6,700.",
        "Tolver sold 6,700 carts, Ebbing 4,100.",
        "consistent",
        "in other order",
    ),
    (
        "Of the looms in Ebbing 31% stand still, of those in Tolver 8%.",
        "In Ebbing 8% of the looms stand still, and 8% of those in Tolver.",
        "conflict",
        "one number for both of them",
    ),
    (
        "The rate for weavers fell to 6.1% from 6.4% in May.",
        "The rate for weavers fell by 0.3 points to 6.4%.",
        "conflict",
        "what it fell from",
    ),
    (
        "The bank raised its rate by 450 basis points.",
        "The rate was raised by 4.5 percentage points.",
        "consistent",
        "points",
    ),
    ("The mill turns out 7,300 bolts a day.", "The mill turns out 7,300 bolts daily.", "consistent", "so many a day"),
    (
        "The mill turns out 7,300 bolts a day.",
        "The mill turns out 7,300 bolts weekly.",
        "conflict",
        "not so many a week",
    ),
    ("A loom breaks every 40 minutes.", "A loom breaks every 40 hours.", "unknown", "another unit of time"),
    ("The fire broke out at 9:40 p.m. on Tuesday.", "The fire broke out at 9:40 p.m.", "consistent", "on some day"),
    (
        "Weaving is as dull as it was, and 340 looms stand still.",
        "Weaving is no livelier, and 340 looms stand still.",
        "consistent",
        "what is denied is another thing",
    ),
    (
        "The slide killed 73 people. In Ebbing 69 people were killed.",
        "The slide killed 73 people, all but four of them in Ebbing.",
        "unknown",
        "what the rest leave",
    ),
    ("Three people are missing at Corve.", "Two men are missing at Corve.", "unknown", "they may be among the three"),
]


@pytest.mark.parametrize(("premise", "hypothesis", "verdict", "reason"), CASES)
def test_of_a_second_text(premise: str, hypothesis: str, verdict: str, reason: str, extractor: Extractor) -> None:
    found = compare(premise, hypothesis, extractor=extractor)
    assert found.verdict == verdict, (reason, [(item.figure.text, item.reason) for item in found.items])


# A digit of a figure changed: nothing that the source says supports it.
CHANGED = [
    ("Corve died in 470 BC.", "Corve died in 870 BC.", "conflict"),
    ("The mill ran from 1950 to 1960.", "The mill ran from 1150 to 1960.", "conflict"),
    ("Prices fell over the last 25 years.", "Prices fell over the last 28 years.", "unknown"),
    ("The comet passed approximately 27,000 km away.", "The comet passed approximately 20,000 km away.", "unknown"),
    ("She died at 7:22 am on April 15.", "She died at 7:52 am on April 15.", "conflict"),
    ("It struck 30 per 1,000 women.", "It struck 30 per 4,000 women.", "unknown"),
]


@pytest.mark.parametrize(("premise", "hypothesis", "verdict"), CHANGED)
def test_a_changed_digit_is_supported_by_nothing(
    premise: str, hypothesis: str, verdict: str, extractor: Extractor
) -> None:
    found = compare(premise, hypothesis, extractor=extractor)
    assert found.verdict == verdict, [(item.figure.text, item.reason) for item in found.items]


LIFE = "Ann Corve (3 May 1901 – 7 June 1980) was a painter from Oakley. She taught in Ebbing from 2 March 1939 to 1958."
LIVED = [
    ("Ann Corve was born in 1901.", "consistent", "the one end of a life"),
    ("Corve died on 7 June 1980.", "consistent", "the other end of a life"),
    ("Ann Corve was born on 3 May 1903.", "conflict", "another day than a life begins on"),
    ("John Corve was born in 1870.", "unknown", "a namesake"),
    ("The father of Corve died in 1912.", "unknown", "another of the family"),
    ("Ann Corve was married on 3 May 1901.", "unknown", "a life begins with no wedding"),
    ("Ann Corve died at the age of 79.", "consistent", "as old as her days tell"),
    ("Ann Corve was born on 8 April 1879.", "unknown", "before the stretch, which could be a reign"),
    ("Ann Corve was born on 9 May 1901.", "conflict", "another day of that month"),
    ("Ann Corve died at the age of 96.", "unknown", "far older: the stretch could be a reign"),
    ("Ann Corve died at the age of 81.", "conflict", "not as old as her days tell"),
    ("Corve taught for 19 years in Ebbing.", "consistent", "as long as the stretch that is told"),
    ("Corve taught for 12 years in Ebbing.", "unknown", "another length may be of a part of it"),
]


@pytest.mark.parametrize(("hypothesis", "verdict", "reason"), LIVED)
def test_of_the_dates_of_a_life(hypothesis: str, verdict: str, reason: str, extractor: Extractor) -> None:
    found = compare(LIFE, hypothesis, extractor=extractor)
    assert found.verdict == verdict, (reason, [(item.figure.text, item.reason) for item in found.items])


SOURCE = (
    "The blast at the Oakley mill killed 44 workers on Friday. The firm bought 380 lorries for $17 million before the "
    "merger. Exports rose 9% to 620 tonnes a month. The tower at Ebbing is 93 metres in height and was built in 1931. "
    "Ann Delmar of Corve led 71 nurses across the river. The hall seats 2,150 guests, and the maximum is 24 degrees."
)
REWORDED = [
    ("The blast at the Oakley mill injured 44 workers on Friday.", "conflict"),
    ("The blast at the Oakley mill wiped out 44 workers on Friday.", "consistent"),
    ("The firm sold 380 lorries for $17 million before the merger.", "conflict"),
    ("The firm purchased 380 lorries for $17 million before the merger.", "consistent"),
    ("The firm bought 380 lorries for $17 million after the merger.", "conflict"),
    ("The firm bought 380 buses for $17 million before the merger.", "conflict"),
    ("The firm may have bought 380 lorries for $17 million before the merger.", "unknown"),
    ("The firm has not bought 380 lorries for $17 million before the merger.", "unknown"),
    ("Exports rose 9% to 620 tonnes a week.", "conflict"),
    ("Imports rose 9% to 620 tonnes a month.", "unknown"),
    ("The tower at Ebbing is 93 metres in width and was built in 1931.", "conflict"),
    ("The tower at Corve is 93 metres in height and was built in 1931.", "unknown"),
    ("Ann Delmar of Corve led 71 doctors across the river.", "conflict"),
    ("Ann Oakley of Corve led 71 nurses across the river.", "unknown"),
    ("Port Oakley of Corve led 71 nurses across the river.", "unknown"),
    ("Ann Delmar of Corve led 71 officers across the river.", "unknown"),
    ("Ann Delmar of Corve led 71 people across the river.", "consistent"),
    ("The hall seats 2,150 guests, and the minimum is 24 degrees.", "conflict"),
    ("The hall seats 2,150 visitors, and the maximum is 24 degrees.", "consistent"),
]


@pytest.mark.parametrize(("draft", "verdict"), REWORDED)
def test_a_word_in_the_place_of_its_contrary_is_of_another_thing(
    draft: str, verdict: str, extractor: Extractor
) -> None:
    found = compare(SOURCE, draft, extractor=extractor)

    assert str(found.verdict) == verdict, [(item.figure.text, str(item.verdict), item.reason) for item in found.items]


WARDS = (
    "Only 70 of the roughly 700 wards of Ebbing reported by noon. Admissions rose from 120 to 230 in May. Sales and "
    "costs of the mill grew by 19% and 38%, respectively. The pipes are 2.5 and 4.5 metres long. The rate rose from 4% "
    "to 6% in June, and fell from 6% to 4% in July."
)
EXCHANGED = [
    ("Only 70 of the roughly 700 wards of Ebbing reported by noon.", ["consistent"] * 3),
    ("Only 700 of the roughly 70 wards of Ebbing reported by noon.", ["conflict", "conflict", "consistent"]),
    ("Admissions rose from 230 to 120 in May.", ["conflict", "conflict", "consistent"]),
    ("In May, the hospital had 120 admissions, up from 230.", ["consistent", "conflict", "conflict"]),
    ("In May, the hospital had 230 admissions, up from 120.", ["consistent"] * 3),
    ("Sales and costs of the mill grew by 38% and 19%, respectively.", ["conflict", "conflict"]),
    ("The pipes are 4.5 and 2.5 metres long.", ["unknown", "unknown"]),
    ("In July it fell from 6% to 4%.", ["consistent"] * 3),
]


@pytest.mark.parametrize(("draft", "verdicts"), EXCHANGED)
def test_numbers_in_the_place_of_each_other_are_in_conflict(
    draft: str, verdicts: list[str], extractor: Extractor
) -> None:
    found = compare(WARDS, draft, extractor=extractor)

    assert [str(item.verdict) for item in found.items] == verdicts, [(i.figure.text, i.reason) for i in found.items]


FERRY = (
    "A ferry with 212 passengers and 18 crew sank off Ebbing, killing at least 31 people. By noon 164 passengers had "
    "been rescued, and 35 people were missing. It may carry 180 passengers. It had left Corve at 11 p.m. on Monday."
)
OF_OTHERS = [
    ("At least 31 people died off Ebbing.", "consistent"),
    ("At least 31 children died off Ebbing.", "unknown"),
    ("A total of 164 people were missing.", "unknown"),
    ("Some 35 people were rescued by noon.", "unknown"),
    ("There were 230 people aboard the ferry.", "consistent"),
    ("There were 231 people aboard the ferry.", "unknown"),
    ("It carried 32 more passengers than it may.", "unknown"),
    ("The ferry left Corve at 11pm on Monday.", "consistent"),
    ("The ferry left Corve at 2:40 a.m. on Monday.", "unknown"),
]


@pytest.mark.parametrize(("draft", "verdict"), OF_OTHERS)
def test_an_equal_count_of_others_is_not_supported(draft: str, verdict: str, extractor: Extractor) -> None:
    found = compare(FERRY, draft, extractor=extractor)

    assert str(found.verdict) == verdict, [(item.figure.text, str(item.verdict), item.reason) for item in found.items]


def test_what_the_sources_say_elsewhere_is_no_contrary(extractor: Extractor) -> None:
    source = "The blast at the mill killed 44 workers. The blast at the mill also injured 44 workers, the owner said."

    found = compare(source, "The blast at the mill injured 44 workers.", extractor=extractor)

    assert str(found.verdict) == "consistent"


def test_amounts_of_days_that_are_known_to_differ_are_in_no_conflict(extractor: Extractor) -> None:
    days = datetime(2023, 9, 19), datetime(2023, 9, 20)
    texts = "Norland shot down 27 drones on Tuesday.", "Norland shot down 17 drones on Wednesday."
    first, draft = (Document(text, text, None, day) for text, day in zip(texts, days, strict=True))
    found = compare_documents([first], draft, load("news"), extractor)
    assert {str(item.figure.text): str(item.verdict) for item in found.items}["17 drones"] == "unknown"


def test_other_days_excuse_no_number_whose_sentence_is_the_same(extractor: Extractor) -> None:
    day = datetime(2024, 11, 28)
    texts = (
        "Ebbing Looms said on November 20 that it would shed 4,200 hands, 17% of its staff.",
        "By 2031 Ebbing Looms will shed 4,200 hands, 29% of its staff.",
    )
    first, draft = (Document(text, text, None, day) for text in texts)
    found = compare_documents([first], draft, load("news"), extractor)
    assert {item.figure.text: str(item.verdict) for item in found.items}["29%"] == "conflict"


def test_an_equal_rise_and_fall_are_of_one_time(extractor: Extractor) -> None:
    day = datetime(2024, 11, 28)
    texts = "Rents in Tolver rose 8.4% in October.", "Rents in Tolver fell 8.4% last year."
    first, draft = (Document(text, text, None, day) for text in texts)
    found = compare_documents([first], draft, load("news"), extractor)
    assert {item.figure.text: str(item.verdict) for item in found.items}["8.4%"] == "conflict"


def test_the_place_of_an_equal_number_may_be_told_by_another_word(extractor: Extractor) -> None:
    found = compare(
        "The floods in Aldby killed 40 people. Of the dead 25 were from the district, and 15 from Corve.",
        "In Aldby 25 people were killed.",
        extractor=extractor,
    )
    assert [str(item.verdict) for item in found.items] == ["unknown"]


def test_what_one_of_several_sources_says_is_no_misquotation_of_another(extractor: Extractor) -> None:
    texts = "Rescuers said the landslide killed 17 people in Orrin.", "The landslide killed 14 people in Orrin."
    sources = [Document(f"{number}", text) for number, text in enumerate(texts)]
    found = compare_documents(sources, Document("draft", texts[1]), load("news"), extractor)
    assert [str(item.verdict) for item in found.items] == ["consistent"]


def test_a_figure_that_is_told_is_not_laid_beside_another(extractor: Extractor) -> None:
    found = compare(
        "The mill, which opened in 1912, was sold in 1950.",
        "Sold in 1951, the mill had opened in 1912.",
        extractor=extractor,
    )
    beside = {item.figure.text: item.against and item.against.text for item in found.items}
    assert beside == {"1951": "1950", "1912": "1912"}


def test_a_draft_and_a_source_of_one_name_keep_their_figures_apart() -> None:
    draft, source = (Document("fire.txt", f"The fire at Oakley killed {dead} people.") for dead in (15, 12))
    [item] = unsupported(draft, [source])
    assert item.against is not None
    assert (item.figure.text, item.against.text) == ("15 people", "12 people")


def test_reasons_name_the_source_as_such(extractor: Extractor) -> None:
    """On the command line the draft is named first: `the first text` would be the wrong one."""
    found = compare("Some 40 cranes stand idle.", "Some 40 cranes stand idle. It cost $7 million.", extractor=extractor)
    assert [item.reason for item in found.items] == [
        "Some 40 cranes in the source supports it",
        "no source has a figure like it",
    ]


def test_reconciling_by_priority_asks_for_whose() -> None:
    with pytest.raises(UsageError, match="reconciling by priority: whose, is not said; name sources by priority"):
        check(extract("Six men came."), reconcile="priority")


def test_documents_say_when_they_were_published(extractor: Extractor) -> None:
    day = datetime(2024, 5, 14)
    source = Document("a", "The firm was fined $250,000 in 2021 for dumping.", published=day)

    found = compare(source, Document("b", "It was fined $250,000 three years ago.", published=day), extractor=extractor)

    assert str(found.verdict) == "consistent"


WAGE = (
    "Ann Delmar demanded a wage of 2,400 crowns, up from 1,950. Ebbing mill won 31 of the 52 prizes. A record 45 "
    "women were elected, 17 more than last time. The owner, 47-year-old Tom Aldby, lifted the fee to 38% from 35%. "
    "Police found 13 rifles and 26 vans at Corve. The rent is 640 pounds a month. The works began on Monday. It was "
    "4:50 p.m. then. Oakley has offered 6.5% and Norland 4.5%. The mill has stood idle since 2017. The board wants to "
    "build 350 flats. The fourth goal fell in the 64th minute. Rain was 58% below the average. A leak hurt 730 "
    "people, of whom 41 died. The average price of a new flat was 5,700 dollars, after a high of 6,900 dollars. The "
    "strike trapped 820 commuters."
)
MISTOLD = [
    ("Delmar wants a wage of 2,400 crowns, an increase of 450.", "consistent"),
    ("Delmar wants a wage of 2,400 crowns, 450 more than now.", "consistent"),
    ("Delmar wants a wage of 2,400 crowns, 450 less than now.", "unknown"),
    ("Ebbing mill won 31 of the 52 prizes.", "consistent"),
    ("Ebbing mill won 52 prizes.", "conflict"),
    ("A record 17 women were elected.", "unknown"),
    ("Tom Aldby is 47.", "consistent"),
    ("The fee was lifted by 38%.", "conflict"),
    ("At Corve they found 26 vans and 13 rifles.", "consistent"),
    ("At Corve they found 13 vans and 26 rifles.", "conflict"),
    ("The rent is 640 pounds each month.", "consistent"),
    ("They pay a rent of 640 pounds a year.", "conflict"),
    ("The works began at 4:50 a.m. on Monday.", "conflict"),
    ("Norland has offered 6.5% by now.", "conflict"),
    ("The mill has been idle for seven years.", "consistent"),
    ("The board built 350 flats.", "unknown"),
    ("The fourth goal fell after 64 minutes.", "consistent"),
    ("Rain was 58% above the average.", "conflict"),
    ("A leak killed 730 people.", "unknown"),
    ("The average price of a new flat was 6,900 dollars.", "conflict"),
    ("The strike affected 820 commuters.", "consistent"),
]


@pytest.mark.parametrize(("draft", "verdict"), MISTOLD)
def test_an_equal_number_told_as_what_it_is_not_is_no_support(draft: str, verdict: str, extractor: Extractor) -> None:
    day = datetime(2024, 5, 14)
    texts = (Document(f"{name}", text, None, day) for name, text in (("source", WAGE), ("draft", draft)))
    first, second = texts
    found = compare_documents([first], second, load("news"), extractor)

    assert str(found.verdict) == verdict, [(item.figure.text, str(item.verdict), item.reason) for item in found.items]


@pytest.mark.parametrize("published", [datetime(2024, 5, 14)])
def test_a_day_whose_year_is_guessed_by_its_tense_is_that_day(published: datetime, extractor: Extractor) -> None:
    texts = "The council will vote on June 18.", "Councillors vote on 18 June."
    first, draft = (Document(text, text, None, published) for text in texts)
    found = compare_documents([first], draft, load("news"), extractor)
    assert str(found.verdict) == "consistent", [(item.figure.text, item.reason) for item in found.items]


def test_persons_and_things_are_in_no_conflict(extractor: Extractor) -> None:
    source = "In May, after a trial of nine weeks, she was found guilty on 24 of 37 counts."
    found = compare(
        source, "In May, fifteen jurors found her guilty on 24 counts, after nine weeks.", extractor=extractor
    )

    assert str(found.items[1].verdict) == "unknown", [(i.figure.text, str(i.verdict), i.reason) for i in found.items]


def test_how_a_set_was_decided_need_not_be_told(extractor: Extractor) -> None:
    source = "Lund beat Osei 4-6, 6-7 (4), 6-4, 7-6 (3), 6-3 in Corve."

    assert str(compare(source, "Lund beat Osei 4-6, 6-7, 6-4, 7-6, 6-3.", extractor=extractor).verdict) == "consistent"
    assert str(compare(source, "Lund beat Osei 4-6, 6-7, 6-4, 7-6, 6-2.", extractor=extractor).verdict) == "conflict"


CUP = (
    "Corve beat Ebbing 3-1 on Saturday, a week after Ebbing had beaten Corve 2-0. Tolver Mills agreed to buy Ashby "
    "Looms for $340 million. Norland lent Sudmark 26 million crowns. A poll put Sanna Holt on 41%, ahead of Pia Lind "
    "on 37%."
)
PARTIES = [
    ("Ebbing beat Corve 3-1.", "conflict"),
    ("Corve lost 3-1 to Ebbing.", "unknown"),
    ("Ebbing lost 3-1 to Corve.", "consistent"),
    ("Corve lost 2-0 to Ebbing.", "consistent"),
    ("Ashby Looms agreed to buy Tolver Mills for $340 million.", "conflict"),
    ("Ashby Looms is to be bought by Tolver Mills for $340 million.", "consistent"),
    ("Ashby Looms will sell itself to Tolver for $340 million.", "consistent"),
    ("Sudmark lent Norland 26 million crowns.", "conflict"),
    ("Sudmark borrowed 26 million crowns from Norland.", "consistent"),
    ("Pia Lind leads Sanna Holt by 41% to 37%.", "conflict"),
    ("Pia Lind trails Sanna Holt by 37% to 41%.", "consistent"),
]


@pytest.mark.parametrize(("draft", "verdict"), PARTIES)
def test_parties_in_the_place_of_each_other_are_in_conflict(draft: str, verdict: str, extractor: Extractor) -> None:
    found = compare(CUP, draft, extractor=extractor)

    assert str(found.verdict) == verdict, [(item.figure.text, str(item.verdict), item.reason) for item in found.items]


MAY = (
    "Alder sold 4,100 carts in May. The month was its best since 2016. Its rival Birk sold 3,700. Orrin Vale faces up "
    "to 25 years in prison. The guards had wanted 8%, and accepted 6%. The mill won a grant of $56 million. Of its 84 "
    "looms, 21 stand still. Ebbing made 90 presses in June, Tolver 30. The fair runs from 12 to 14 June. The trip took "
    "just under two hours. It may not last less than 37 minutes. The average fine was $430. The court freed 12 rebels. "
    "He got 11 weeks, half of what he had asked for. The city saved nine million crowns. A bag is 4% dearer this year, "
    "and 3% next."
)
CLAIMED = [
    ("Birk sold 4,100 carts in May.", "unknown", "the number of another"),
    ("Birk sold 3,700 carts.", "consistent", "its own"),
    ("Orrin Vale was sentenced to 25 years in prison.", "unknown", "threatened, not decided"),
    ("Vale could be jailed for up to 25 years.", "consistent", "threatened, both"),
    ("The guards won 8%.", "unknown", "asked for, not got"),
    ("The guards settled for 6%.", "consistent", "got, in other words"),
    ("The mill got a loan of $56 million.", "conflict", "no grant"),
    ("A quarter of the looms stand still.", "consistent", "21 of 84"),
    ("Three quarters of the looms stand still.", "conflict", "far from 21 of 84"),
    ("Most of its 84 looms stand still.", "conflict", "21 are no most"),
    ("Few of its 84 looms stand still.", "consistent", "21 are few"),
    ("Ebbing made three times as many presses as Tolver.", "consistent", "90 and 30"),
    ("Tolver made three times as many presses as Ebbing.", "unknown", "30 and 90"),
    ("The fair runs from 12 to 18 June.", "conflict", "another end"),
    ("The fair opens on 12 June.", "consistent", "its start"),
    ("The trip took just over two hours.", "conflict", "from the other side"),
    ("It lasts at least 37 minutes.", "consistent", "not less is at least"),
    ("The fines came to a total of $430.", "unknown", "no average"),
    ("The court freed 12 journalists.", "conflict", "no rebels"),
    ("He had asked for twice as much as the 11 weeks.", "unknown", "half, from the other side"),
    ("The city saved 9 million crowns.", "consistent", "crowns as a sum and as a count"),
    ("A bag will be dearer next year.", "unknown", "the source tells of both years"),
    ("The guards' pay doubled.", "unknown", "no number, and not in the source"),
]


@pytest.mark.parametrize(("draft", "verdict", "reason"), CLAIMED)
def test_what_follows_from_the_source_and_what_does_not(
    draft: str, verdict: str, reason: str, extractor: Extractor
) -> None:
    found = compare(MAY, draft, extractor=extractor)

    assert str(found.verdict) == verdict, (reason, [(i.figure.text, str(i.verdict), i.reason) for i in found.items])


def test_other_parts_of_a_sentence_may_be_most_of_it(extractor: Extractor) -> None:
    source = "Of the 40 tenants, 12 signed the first petition and 30 the second."

    found = compare(source, "Most of the 40 tenants signed the second petition.", extractor=extractor)

    assert str(found.verdict) == "consistent", [(item.figure.text, item.reason) for item in found.items]


LEFT_OPEN = [
    ("Moy was mayor of Dorn from 1988 to 1996.", "Moy was deputy mayor from 1988 to 1991.", "unknown"),
    ("Moy was mayor of Dorn from 1988 to 1996.", "Moy was mayor of Dorn from 1988 to 1999.", "conflict"),
    ("Of the 300 staff, 40 voted by post.", "Half of the staff voted by noon.", "unknown"),
    ("Of the 300 staff, 40 voted against.", "Most of the 300 staff voted for it.", "consistent"),
    (
        "Verland has lost 12 planes to Osmark since May, and Osmark nine to Verland.",
        "Osmark has lost nine planes to Verland.",
        "consistent",
    ),
    (
        "The bakery in Ebbing makes 900 loaves a day. It is old. The one in Dorn makes 400.",
        "The bakery in Dorn makes 900 loaves a day.",
        "unknown",
    ),
]


@pytest.mark.parametrize(("source", "draft", "verdict"), LEFT_OPEN)
def test_what_may_be_of_something_else_is_no_conflict(
    source: str, draft: str, verdict: str, extractor: Extractor
) -> None:
    found = compare(source, draft, extractor=extractor)

    assert str(found.verdict) == verdict, [(item.figure.text, str(item.verdict), item.reason) for item in found.items]

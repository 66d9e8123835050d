"""Dates in whole stories: each is read as a careful reader would, who knows what was told before it."""

from __future__ import annotations

from datetime import datetime

import pytest

from figures import Document, Extractor, Figure

STORIES: dict[str, tuple[str, list[tuple[str, list[str | None]]]]] = {
    "news of a day, with a past accident and plans": (
        "2021-11-02",
        [
            (
                "PORT HARROW, Nov. 2 (Wire) - A ferry sank off the southern coast late Monday, killing at "
                "least 14 people, officials said on Tuesday.",
                ["2021-11-02", "2021-11-01", "2021-11-02"],
            ),
            (
                "The vessel had left Port Harrow at 6:40 p.m. and was due to arrive shortly after midnight. "
                "It sent a distress call at about 11:15 p.m., the coast guard said.",
                ["T18:40", "T00:00", "T23:15"],
            ),
            (
                "Rescuers worked through the night. By Tuesday morning 61 people had been pulled from the "
                "water; the search was to resume at first light on Wednesday.",
                ["2021-11-02TMO", "2021-11-03"],
            ),
            (
                "It was the worst accident on the route since March 1998, when 31 people died. The operator "
                "was fined $2 million the following year and lost its licence in 2003, regaining it only in "
                "2011.",
                ["1998-03/..", "1999", "2003", "2011"],
            ),
            (
                "The ferry, built in 1979 and refitted 14 years ago, passed its last inspection in July. A "
                "second ferry, due back in service in December, will replace it from next week.",
                ["1979", "2007", "2021-07", "2021-12", "2021-W45"],
            ),
            (
                "An inquiry will open on Nov. 15 and is expected to report by the end of March. In the "
                "meantime, sailings are cancelled until Friday.",
                ["2021-11-15", "2022-03", "../2021-11-05"],
            ),
        ],
    ),
    "a history told by years": (
        "2015-06-10",
        [
            (
                "The railway was begun in 1872 and reached the coast in the autumn of 1876. On 3 May of the "
                "following year a storm carried away the bridge at Lowmere.",
                ["1872", "1876-23", "1877-05-03"],
            ),
            (
                "It was rebuilt by August, but a second storm, on the night of 28 December, brought it down "
                "again. Traffic resumed on 14 February 1878.",
                ["1877-08", "1877-12-28TNI", "1878-02-14"],
            ),
            (
                "The line changed hands in 1891. In June of that year the new owners closed two stations, and "
                "over the next ten years six more. By the turn of the century only the harbour branch was "
                "left.",
                ["1891", "1891-06", "1891/1901"],
            ),
            (
                "During the war it carried coal; in November 1916 alone, 40 trains a day passed. The last "
                "train ran on the evening of 30 September 1932. Three weeks later the rails were lifted.",
                ["1916-11", "1932-09-30TEV", "1932-10-21"],
            ),
        ],
    ),
    "a war before the year 1": (
        "2011-05-05",
        [
            (
                "In the spring of 431 BC the town was entered by night. That summer the fields were burnt for a "
                "month, and the following winter the dead were buried. In 430 BC plague broke out, and over the next "
                "three years it killed a third of the people. Two years later they sued for peace.",
                ["BC0431-21", "TNI", "BC0431-22", "BC0431-24", "BC0430", "BC0430/BC0427", "BC0428"],
            ),
            (
                "The war ended on 10 March 241 BC. In the spring of the next year he set out, and that December he "
                "won. On 21 June 217 BC an army died; the following year, on 2 August, another. "
                "In 1 BC, and two years later.",
                ["BC0241-03-10", "BC0240-21", "BC0240-12", "BC0217-06-21", "BC0216", "BC0216-08-02", "BC0001", "0002"],
            ),
            ("The place was dug up in 1875. The following year the walls were found.", ["1875", "1876"]),
        ],
    ),
    "days so far ahead that years before the year 1 are counted by them": (
        "2024-01-10",
        [
            ("It is valid until 9799-12-31, and the following day it ends.", ["../9799-12-31", "2024-01-11"]),
            ("It began on 9000-05-01. Nothing was known of it the following year.", ["9000-05-01", "2025"]),
        ],
    ),
    "a siege told by nights": (
        "2011-05-05",
        [
            (
                "During the night of 12/13 July 1943 both sides drew back. Two days later it was over. Between 14 "
                "and 28 August they rested, and were called out the following morning. On 2 September, five days "
                "later, they marched; they arrived next day.",
                [
                    *("1943-07-12/1943-07-13", "1943-07-15", "1943-08-14/1943-08-28", "1943-08-29TMO"),
                    *("1943-09-02", "1943-09-02", "1943-09-03"),
                ],
            ),
            (
                "In 1944, the year following, it held out until 28 May. The treaty was signed on 10 June.",
                ["1944", "1944", "../1944-05-28", "1944-06-10"],
            ),
        ],
    ),
    "a chronology, in which an entry goes on from the one before": (
        "2013-07-04",
        [
            ("Feb. 11, 2011: The president steps down. Crowds had met since Jan. 25.", ["2011-02-11", "2011-01-25/.."]),
            ("Nov. 28: Voting begins and goes on until Jan. 11.", ["2011-11-28", "../2012-01-11"]),
            ("June 16-17, 2012: The winner is sworn in on June 30.", ["2012-06-16/2012-06-17", "2012-06-30"]),
            ("Aug. 12: He retires the chief of the army.", ["2012-08-12"]),
            ("Jan. 25: Crowds meet again.", ["2013-01-25"]),
            ("July 4: Another takes the oath. A vote will be held on Feb. 3.", ["2013-07-04", "2014-02-03"]),
        ],
    ),
    "a day told hour by hour": (
        "2012-09-01",
        [
            (
                "They left at half past three on the morning of 28 May 1934 and were at the ridge by 7:10. By noon it "
                "was snowing. Two turned back at 1:15 p.m.; the last came in at 2:40 and slept until 6.30 p.m.",
                [
                    *("1934-05-28T03:30", "1934-05-28T07:10", "1934-05-28T12:00", "1934-05-28T13:15"),
                    *("1934-05-28T14:40", "../1934-05-28T18:30"),
                ],
            ),
            ("The next morning it was clear. At 9 a.m. all left.", ["1934-05-29TMO", "1934-05-29T09:00"]),
            ("In 1935 four went. On 5 May they left; by 5 p.m. all were back.", ["1935", "1935-05-05", "T17:00"]),
        ],
    ),
    "results of a company": (
        "2022-11-01",
        [
            (
                "The group said net profit for the three months to end-September rose 12%, to $40m from $36m "
                "a year earlier.",
                ["2022-07/2022-09", "2021"],
            ),
            (
                "In the first nine months of the year sales were $1.2bn. The company, which listed in 2014, "
                "expects full-year sales of $1.6bn and will pay a dividend on Dec. 15.",
                ["2022-01/2022-09", "2014", "2022-12-15"],
            ),
            (
                "Last quarter it said it would shut two plants by mid-2023; the first closed in August. Its "
                "fiscal year ends on March 31.",
                ["2022-Q3", "2023", "2022-08", "2023-03-31"],
            ),
            (
                "Shares, which hit a record on Oct. 20, were down 2% at 1415 GMT. They have gained 30% since "
                "the start of the year.",
                ["2022-10-20", "T14:15Z", "2022/.."],
            ),
            (
                "In the fourth quarter of last year it lost $5m, its first quarterly loss since 2016.",
                ["2021-Q4", "2016/.."],
            ),
        ],
    ),
    "a life": (
        "2021-09-14",
        [
            (
                "He was born on 12 June 1931 in a mill town and left school at 14. In 1949 he joined the "
                "navy; three years later he was discharged.",
                ["1931-06-12", "1949", "1952"],
            ),
            (
                "In the spring of 1953 he met the painter Ada Lowe, whom he married that December. Their "
                "first son was born the following summer.",
                ["1953-21", "1953-12", "1954-22"],
            ),
            (
                "He published his first novel in March 1960. A second came out two years later, and by the "
                "end of the decade he had written nine.",
                ["1960-03", "1962", "196X"],
            ),
            (
                "From 1971 until 1984 he taught at the university. He retired at 65 and spent his last ten "
                "years on the coast.",
                ["1971/1984"],
            ),
            (
                "He died on Sunday, aged 90. A funeral will be held on Friday.",
                ["2021-09-12", "2021-09-17"],
            ),
        ],
    ),
    "news beside an anniversary": (
        "2021-03-05",
        [
            (
                "The quake struck at 3:42 a.m. on Wednesday (1942 GMT Tuesday), 60 km north of the capital. "
                "Within hours a state of emergency had been declared for 30 days.",
                ["2021-03-03T03:42", "2021-03-02T19:42Z"],
            ),
            (
                "By nightfall the toll had reached 210; on Thursday morning it stood at 340. Aftershocks "
                "continued through Friday.",
                ["2021-03-04TMO", "2021-03-05"],
            ),
            (
                "It was the strongest since the 7.1 quake of 12 May 1976, which killed 4,000. Two days before "
                "that anniversary last year, a drill was held.",
                ["1976-05-12", "2020"],
            ),
            (
                "Schools will stay shut until Monday. Aid flights, which began on Thursday evening, are to continue.",
                ["../2021-03-08", "2021-03-04TEV"],
            ),
            (
                "The government said in a statement dated March 3 that it had spent $40m since 2010.",
                ["2021-03-03", "2010/.."],
            ),
        ],
    ),
    "a history told by days": (
        "2014-04-20",
        [
            (
                "The regiment landed on 25 April 1915 and held the ridge for eight months. On the night of 6 "
                "August it attacked; by the 10th half its men were lost.",
                ["1915-04-25", "1915-08-06TNI", "1915-08-10"],
            ),
            (
                "It was withdrawn on 19 December and, after two months in Egypt, sailed for France in March "
                "1916. In July it fought on the Somme, and the next year at Ypres.",
                ["1915-12-19", "1916-03", "1916-07", "1917"],
            ),
            (
                "That winter was spent in the line. In the spring offensive of 21 March 1918 it lost 300 men "
                "in three days. From 8 August to 3 October it advanced 60 miles.",
                ["1917-24", "1918-21", "1918-03-21", "1918-08-08/1918-10-03"],
            ),
            (
                "It was disbanded in 1919, raised again twenty years later and, in 1947, merged. A memorial "
                "was unveiled on 25 April 1936, the 21st anniversary of the landing.",
                ["1919", "1939", "1947", "1936-04-25"],
            ),
        ],
    ),
    "a career": (
        "2022-01-20",
        [
            (
                "The chairwoman joined the bank in 1983, left on 4 May 1990 and will retire on March 1.",
                ["1983", "1990-05-04", "2022-03-01"],
            ),
        ],
    ),
    "news with an older story in it": (
        "2022-01-20",
        [
            (
                "The volcano, dormant since 1902, erupted on Tuesday for the second time this month. Ash fell "
                "on towns up to 40 km away through Wednesday night.",
                ["1902/..", "2022-01-18", "2022-01", "2022-01-19TNI"],
            ),
            (
                "About 3,000 people who fled on Jan. 4 had only just returned; a curfew that ended on Jan. 10 "
                "is back in force from 8 p.m. to 6 a.m.",
                ["2022-01-04", "2022-01-10", "T20:00/T06:00"],
            ),
            (
                "In the eruption of 8 May 1902 some 29,000 people died within minutes. On 30 August that year "
                "another 1,000 were killed. Minor activity was recorded in 1929 and again from 1932.",
                ["1902-05-08", "1902-08-30", "1929", "1932"],
            ),
            (
                "The airport, shut since Tuesday noon, may reopen on Saturday. Airlines said they would "
                "decide on Friday. The last closure, in November 2019, lasted six days.",
                ["2022-01-18T12:00/..", "2022-01-22", "2022-01-21", "2019-11"],
            ),
            (
                "The alert level was raised in early December and will be reviewed on Feb. 1.",
                ["2021-12", "2022-02-01"],
            ),
        ],
    ),
    "forecasts are no place to go on from": (
        "2022-12-28",
        [
            (
                "Parliament passed the budget late on Tuesday after 14 hours of debate, three days before the "
                "deadline of Dec. 31.",
                ["2022-12-27", "2022-12-31"],
            ),
            (
                "Growth is forecast at 2.1% in 2023 and 1.8% the year after. Inflation, which peaked at 11% "
                "in September, is seen at 6% by mid-2023 and 3% by the end of 2024.",
                ["2023", "2024", "2022-09", "2023", "2024"],
            ),
            (
                "Debt rose to 78% of GDP at the end of the third quarter from 74% a year before. The central "
                "bank, which has raised rates at each of its last six meetings, meets next on Jan. 19.",
                ["2022-Q3", "2021", "2023-01-19"],
            ),
            (
                "From Jan. 1 the minimum wage rises to 12 an hour. It was last raised in July 2019. Pensions "
                "will go up by 5% in April and again in October.",
                ["2023-01-01", "2019-07", "2023-04", "2023-10"],
            ),
        ],
    ),
    "news behind years in which things began": (
        "2020-05-05",
        [
            (
                "Delmar, which was founded in Oakley in 1890, makes ladders. In February it was bought by Corve, and "
                "Ana Ruiz, born on October 14, 1950, joined its board in March.",
                ["1890", "2020-02", "1950-10-14", "2020-03"],
            ),
            (
                "Its first mill opened in 1934, burnt down in June 1967, and was rebuilt in May 1968. The new mill "
                "stood until August.",
                ["1934", "1967-06", "1968-05", "../1968-08"],
            ),
            ("Fourth-quarter sales rose 4%, and profit in the first quarter 3%.", ["2019-Q4", "2020-Q1"]),
        ],
    ),
    "news known by what is to come, and by the month before it": (
        "2023-09-14",
        [
            (
                "The bridge, first sketched in 1989 and approved in 2011, will open in March. Work began in 2015; it "
                "was halted in June after a flood.",
                ["1989", "2011", "2024-03", "2015", "2023-06"],
            ),
            (
                "Tolls rose 3% in August. Fares, which soared in 2021, fell in July, and in the second quarter they "
                "had not moved.",
                ["2023-08", "2021", "2023-07", "2023-Q2"],
            ),
            (
                "A pier that was to be ready in May was handed over last month. A vote is likely in November.",
                ["2023-05", "2023-08", "2023-11"],
            ),
        ],
    ),
    "news that looks aside at years and months of long ago": (
        "2019-05-20",
        [
            (
                "FILE - In this Feb. 8, 2013, file photo, Orr waves. Orr, who joined the party in 2003, left it in "
                "April.",
                ["2013-02-08", "2003", "2019-04"],
            ),
            (
                "Arrivals last month were down 9% from May 2016. In March the border was shut. In 1994 it was shut in "
                "October. The envoy, named in February, resigned on Friday.",
                ["2019-04", "2016-05", "2019-03", "1994", "1994-10", "2019-02", "2019-05-17"],
            ),
            (
                "Thieves took a Lorrain in 2004; it was found in August 2006. The show had opened on May 7.",
                ["2004", "2006-08", "2019-05-07"],
            ),
        ],
    ),
    "accounts behind years of long ago": (
        "2018-08-02",
        [
            (
                "Torvo, which was founded in 1890, said on Thursday its income rose to $41m from $38m a year earlier.",
                ["1890", "2018-08-02", "2017"],
            ),
            (
                "It was bailed out in October 2008. Sales rose 4% from a year earlier. In 2012 it made $6m, against "
                "$7m a year earlier.",
                ["2008-10", "2017", "2012", "2011"],
            ),
            (
                "It bought Lambeth in May 2014. In the second quarter, orders fell. The rate peaked at 9% in June "
                "2017. In June it was 3%.",
                ["2014-05", "2018-Q2", "2017-06", "2018-06"],
            ),
        ],
    ),
}


@pytest.mark.parametrize("why", STORIES)
def test_a_date_goes_on_from_what_was_told(extractor: Extractor, why: str) -> None:
    published, paragraphs = STORIES[why]
    text = "\n\n".join(words for words, _ in paragraphs)
    rows = extractor.document(Document("a", text, published=datetime.fromisoformat(published))).figures
    found = [figure.timex for figure in map(Figure._make, rows) if figure.kind in ("date", "time")]
    assert found == [timex for _, wanted in paragraphs for timex in wanted], why

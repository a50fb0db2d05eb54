"""The sweep over the rows: everything known is added up for each person who may be seen (compiled).

First the most that all words of a person can say is added up from the lists of who bears each word, and with it what each
shelf of rows can reach. Shelves are read from there down; nearly everybody is left, for they cannot enter the best any
more. Whoever may not be seen is left before anything of theirs is weighed.
"""

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bearers import Bearers
from jatigi.algorithms.matching.bounds import SCALE, STARTS, lost_by, most_of_roles, sums_of
from jatigi.algorithms.matching.columns import NOBODYS, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.scan import Plan
from jatigi.algorithms.matching.score import Role, phones_apart
from jatigi.algorithms.matching.shelves import bounds_of, plain_bounds

_FATHER = int(STARTS[Role.FATHER])
_INT = NDArray[np.int32]


def best(
    plan: Plan,
    columns: Columns,
    bearers: Bearers | None,
    owners: NDArray[np.uint8],
    flags: NDArray[np.uint8],
    most: int,
    least: float,
) -> tuple[_INT, NDArray[np.int64]]:
    """Scores and rows of the best ``most`` among the visible rows, in no order.

    ``bearers``: the lists and the shelves of these columns, None where there are few rows, in no order.
    """
    scores = np.full(most, int(least * SCALE), np.int32)
    rows = np.full(most, -1, np.int64)
    lost, rest = lost_by(plan.roles, STARTS), most_of_roles(plan.gains, plan.roles)
    spare, codes = _beside(plan)
    if bearers:
        sums = bearers.sums(plan.words, plan.tops, plan.numbers, plan.worth)
        shelves = bearers.shelves
        bounds = bounds_of(
            shelves, sums, plan.years, plan.sexes, lost, spare, int(plan.nationalities.max()), int(scores[0])
        )
    else:
        sums = sums_of(columns.words, columns.longest, plan.near, plan.tops, lost, _most_of_numbers(plan))
        shelves, bounds = plain_bounds(sums, spare, codes, int(scores[0]))
    _sweep(
        bounds.order, shelves.starts, bounds.most, bounds.beside, bounds.codes, owners, flags, sums, columns.words, columns.longest,
        columns.phones, columns.documents, columns.nationalities, columns.year, columns.width, columns.day,
        columns.sex, columns.group, columns.owner,
        plan.near, plan.gains, plan.roles, plan.years, plan.sexes, plan.nationalities, plan.numbers, plan.worth,
        rest, scores, rows,
    )  # fmt: skip
    if bearers:
        bearers.take_back(sums)
    found = rows >= 0
    return scores[found], rows[found]


def _beside(plan: Plan) -> tuple[int, int]:
    """The most that is said by figures that differ, for their bits may have any sign; and by year, sex and nationality."""
    asked, worth = plan.numbers[[0, 2, 4]] != 0, np.maximum(plan.worth[[2, 4, 7]], 0)
    codes = plan.years.max() + plan.sexes.max() + plan.nationalities.max()
    return int(worth @ asked), int(codes)


def _most_of_numbers(plan: Plan) -> int:
    phone, paper, born, company = plan.numbers[[0, 2, 4, 5]] != 0
    most = np.maximum(plan.worth, 0)
    return int(most[0] * phone + most[3] * paper + most[5] * born + most[8] * company)


@compiled
def _sweep(  # type: ignore[no-untyped-def]
    order, starts, reach, beside, codes, owners, flags, sums, words, longest, phones, documents, nationalities, year, width, day,
    sex, group, owner, near, gains, roles, years, sexes, nations, numbers, worth, rest, scores, rows,
):  # fmt: skip
    most = len(scores)
    threshold = scores[0]
    weakest = 0
    flagged = len(flags) > 0
    top_of = np.zeros(8, np.int32)
    names, missed, extra, called = roles[0, 0], roles[0, 1], roles[0, 2], roles[0, 5]
    phone, phone_too, paper, paper_too, born, company, surnames = (
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]
    )  # fmt: skip
    swapped = (born % 32) * 32 + born // 32
    figures = max(worth[0], 0) * (phone != 0) + max(worth[3], 0) * (paper != 0)
    figures += max(worth[5], 0) * (born != 0) + worth[8] * (company != 0)
    for shelf in order:
        if reach[shelf] <= threshold:
            break
        more = beside[shelf]
        least = threshold - more - codes[shelf]
        for row in range(starts[shelf], starts[shelf + 1]):
            if sums[row] <= least:
                continue
            if flagged:
                seen = flags[row]
                if seen == 2 or (seen == 0 and not owners[owner[row]]) or owner[row] == NOBODYS:
                    continue
            elif not owners[owner[row]]:
                continue
            score = years[year[row], width[row]] + sexes[sex[row]]
            nation = nations[nationalities[row, 0]]
            if nationalities[row, 1]:
                nation = max(nation, nations[nationalities[row, 1]])
            score += nation
            if score + more + sums[row] <= threshold:
                continue
            if names and words[row, 0]:
                theirs = 0
                total = 0
                agree = 0
                top_of[:names] = 0
                for c in range(6):
                    word = words[row, c]
                    if word == 0:
                        break
                    theirs += 1
                    at = near[word]
                    if at:
                        top = 0
                        for q in range(names):
                            gain = gains[at, q]
                            top = max(top, gain)
                            top_of[q] = max(top_of[q], gain)
                        total += top
                        agree += top > 0
                if total:
                    also = 0
                    as_many = 0
                    for q in range(names):
                        also += top_of[q]
                        as_many += top_of[q] > 0
                    total = min(total, also)
                    agree = min(agree, as_many)
                said = longest[row] if longest[row] else theirs  # noqa: FURB110  # compiled
                score += total + missed * max(agree, min(called, said)) + extra * abs(called - said)
                if names == 1 and theirs > 1 and surnames:
                    top = 0
                    for c in range(theirs):
                        at = near[words[row, c]]
                        if at and not gains[at, 0]:
                            for q in range(gains.shape[1] - surnames, gains.shape[1]):
                                top = max(top, gains[at, q])
                    score += max(0, top + worth[9])
                elif theirs == 1 and names > 1 and words[row, _FATHER]:
                    top = 0
                    for c in range(_FATHER, _FATHER + 3):
                        at = near[words[row, c]]
                        if at:
                            for q in range(names):
                                if not top_of[q]:
                                    top = max(top, gains[at, q])
                    score += max(0, top + worth[9])
            if score + figures + rest[1] <= threshold:
                continue
            if paper and documents[row, 0]:
                one, other = documents[row, 0], documents[row, 1]
                same = (
                    paper == one
                    or paper == other
                    or (paper_too != 0 and (paper_too == one or paper_too == other))
                )
                score += worth[3] if same else worth[4]
            if born and day[row]:
                score += worth[5] if day[row] == born else worth[6] if day[row] == swapped else worth[7]
            if company and company == group[row]:
                score += worth[8]
            if phone and phones[row, 0]:
                one, other = phones[row, 0], phones[row, 1]
                if (
                    one == phone
                    or other == phone
                    or (phone_too != 0 and (one == phone_too or other == phone_too))
                ):
                    score += worth[0]
                elif score + worth[0] + rest[1] > threshold:
                    slips = phones_apart(phone, one)
                    if other:
                        slips = min(slips, phones_apart(phone, other))
                    if phone_too:
                        slips = min(slips, phones_apart(phone_too, one))
                        if other:
                            slips = min(slips, phones_apart(phone_too, other))
                    score += worth[slips]
                else:
                    continue
            for role in range(1, 4):
                if score + rest[role] <= threshold:
                    break
                asked = roles[role, 0]
                first = STARTS[role]
                if asked == 0 or words[row, first] == 0:
                    continue
                begin = roles[role, 4]
                total = 0
                theirs = 0
                for c in range(first, STARTS[role + 1]):
                    word = words[row, c]
                    if word == 0:
                        break
                    theirs += 1
                    at = near[word]
                    if at:
                        top = 0
                        for q in range(begin, begin + asked):
                            top = max(top, gains[at, q])
                        total += top
                total += roles[role, 1] * min(asked, theirs) + roles[role, 2] * abs(asked - theirs)
                total = min(total, roles[role, 3])
                if role == 3 and nation > 0 and total > 0:
                    total -= min(total, nation)
                score += total
            if score > threshold:
                scores[weakest] = score
                rows[weakest] = row
                weakest = 0
                for at in range(1, most):
                    if scores[at] < scores[weakest]:
                        weakest = at
                threshold = scores[weakest]

"""Two records that may be of one person: asked before one is made, looked at side by side, joined, separated again.

One rule for every way in (`asking`): whoever registers says at which records they have looked. Where they have, a
likely record at which they have not is answered with 409 and nothing is written; what they set aside is never asked
again for that pair. Where nobody could look (a device, an import, a program) the record is made, for it must not be
lost, and each likely pair becomes a `Suspicion`: a task for the desk, the case workers and the supervisors.

Joining moves every row of the second record to the first (`kernel.moving`; each room says what follows a person and
what stands in the way). Rows stay sealed under the key they have: both keys belong to the record that is left, and
go with it. The second record keeps what it was, is seen by nobody, and its code and addresses lead to the first.
Separating gives back what was moved, puts the first's values back as they were, and gives each row that was added
in between to one of both, sealed under its key. The last of several joins is undone first.

What is withheld: whoever may not open the cases of one of both, or answers to a restricted form, does not join them;
the suspicion goes to whoever answers for it (`kernel.hooks.withheld`). Complaints that were confided never count:
nobody who joins records sees them before, during or after, and a refusal would tell that there are some.
"""

"""What Splink compares, in SQL that DuckDB and Spark read alike, so that their results are equal."""

from typing import Any, NamedTuple

TRAINING_PAIRS, SEED = 2e6, 4

BLOCKS: tuple[tuple[str, ...], ...] = (
    ("words",),
    ("given", "family"),
    ("family", "birth_year", "sex", "nationality"),
    ("family", "birth_year", "place"),
    ("given", "birth_year", "place"),
    ("family", "mother", "sex"),
    ("given", "mother", "nationality"),
    ("phone",),
)
"""Keys of which one must agree for two records to be compared."""

EXCHANGED = "l.given = r.family and l.family = r.given"
TRAINED_ON: tuple[tuple[str, ...], ...] = (("phone",), ("words", "birth_year"))
"""Keys that few people share who are not one, so that EM sees what one person looks like."""


class Weights(NamedTuple):
    """How often each level of each comparison is seen in pairs of one person (m) and of two (u)."""

    m: list[list[float | None]]
    u: list[list[float | None]]


def settings(same: float, weights: Weights | None = None) -> Any:
    """Splink's settings for `keys.NAMES`, trained or to be trained; ``same``: how often any two records are one person's."""
    from splink import SettingsCreator, block_on
    from splink.blocking_rule_library import CustomRule

    comparisons = [
        _names(),
        _year(),
        *_same("sex", "nationality"),
        *_near("mother", "father", "place"),
        *_phone(),
    ]
    if weights:
        for comparison, m, u in zip(comparisons, weights.m, weights.u, strict=True):
            comparison.configure(m_probabilities=m, u_probabilities=u)
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[*(block_on(*keys) for keys in BLOCKS), CustomRule(EXCHANGED)],
        probability_two_random_records_match=same,
        retain_matching_columns=False,
        linker_uid="jatigi",
    )


def trained(linker: Any) -> Weights:
    """Weights without labels: how often strangers agree from pairs at random, how often one person does by EM."""
    from splink import block_on

    training = linker.training
    training.estimate_u_using_random_sampling(max_pairs=TRAINING_PAIRS, seed=SEED)
    for keys in TRAINED_ON:
        training.estimate_parameters_using_expectation_maximisation(block_on(*keys))
    model = linker.misc.save_model_to_json()
    levels = [
        [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        for comparison in model["comparisons"]
    ]
    return Weights(
        [[level.get("m_probability") for level in each] for each in levels],
        [[level.get("u_probability") for level in each] for each in levels],
    )


def _names() -> Any:
    from splink.comparison_library import CustomComparison

    near = "levenshtein({0}_l, {0}_r) <= {1}"
    return CustomComparison(
        [
            _level(
                "(given_l is null and family_l is null) or (given_r is null and family_r is null)", null=True
            ),
            _level("words_l = words_r", frequent="words"),
            _level("given_l = given_r and family_l = family_r"),
            _level("given_l = family_r and family_l = given_r"),
            _level(f"family_l = family_r and {near.format('given', 1)}", frequent="family"),
            _level(f"given_l = given_r and {near.format('family', 1)}", frequent="given"),
            _level(f"{near.format('family', 1)} and {near.format('given', 1)}"),
            _level(f"{near.format('family', 2)} and {near.format('given', 2)}"),
            _level("family_l = family_r", frequent="family"),
            _level("given_l = given_r", frequent="given"),
            _level("given_l = family_r or family_l = given_r"),
            _level("else"),
        ],
        output_column_name="names",
    )


def _year() -> Any:
    from splink.comparison_library import CustomComparison

    apart = "abs(birth_year_l - birth_year_r) <= {}"
    return CustomComparison(
        [
            _level("birth_year_l is null or birth_year_r is null", null=True),
            _level("birth_year_l = birth_year_r"),
            *(_level(apart.format(years)) for years in (1, 2, 3, 5, 8)),
            _level("else"),
        ],
        output_column_name="birth_year",
    )


def _same(*columns: str) -> list[Any]:
    from splink.comparison_library import ExactMatch

    return [ExactMatch(column) for column in columns]


def _near(*columns: str) -> list[Any]:
    from splink.comparison_library import LevenshteinAtThresholds

    return [
        LevenshteinAtThresholds(column, [1, 2]).configure(term_frequency_adjustments=True)
        for column in columns
    ]


def _phone() -> list[Any]:
    from splink.comparison_library import LevenshteinAtThresholds

    return [LevenshteinAtThresholds("phone", [1])]


def _level(condition: str, *, null: bool = False, frequent: str | None = None) -> Any:
    from splink.comparison_level_library import CustomLevel, ElseLevel

    if condition == "else":
        return ElseLevel()
    level = CustomLevel(condition, label_for_charts=condition)
    if null:
        return level.configure(is_null_level=True)
    # The frequency of one column is asked for where others are compared too: Splink would look for an exact match.
    return (
        level.configure(tf_adjustment_column=frequent, disable_tf_exact_match_detection=True)
        if frequent
        else level
    )

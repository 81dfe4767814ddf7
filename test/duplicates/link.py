"""Finds households that may be one with splink. Reads persons from a CSV, writes pairs of household ids, with how sure it is, to another."""

import sys

import pandas
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

persons, pairs = sys.argv[1:3]
frame = pandas.read_csv(persons, dtype=str)
settings = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="id",
    comparisons=[
        cl.NameComparison("first"),
        cl.NameComparison("last"),
        cl.ExactMatch("birth"),
        cl.ExactMatch("year"),
        cl.ExactMatch("house"),
        cl.ExactMatch("address"),
        cl.LevenshteinAtThresholds("citizen", [1, 2]),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("house"),
        block_on("address"),
        block_on("district", "birth"),
        block_on("district", "first", "last"),
    ],
    additional_columns_to_retain=["household"],
)
linker = Linker(frame, settings, DuckDBAPI())
linker.training.estimate_probability_two_random_records_match([block_on("address", "first")], recall=0.6)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("address"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("birth", "district"))
found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
found = found[found.household_l != found.household_r]
found["a"] = found[["household_l", "household_r"]].min(axis=1)
found["b"] = found[["household_l", "household_r"]].max(axis=1)
best = found.groupby(["a", "b"]).match_probability.max().reset_index()
best.to_csv(pairs, index=False)

"""The trainer's page: sets, results, cohorts, intake, questions and the key."""

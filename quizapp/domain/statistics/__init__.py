"""Item and test statistics: pure functions from marks to figures."""

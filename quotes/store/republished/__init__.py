"""Which articles are copies of one another: wire copy, republications, agency credits."""

"""What is wrong with rules though they load: forms that nothing shows or that cannot win, examples at odds."""

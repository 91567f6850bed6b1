"""`python -m lianmeng` is the command too."""

from lianmeng.command import main

if __name__ == "__main__":
    main()

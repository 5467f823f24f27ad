"""`python -m cme_data`: all of the core without a browser."""

from cme_data.cli import main

if __name__ == "__main__":
    main()

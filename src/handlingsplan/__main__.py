"""Run the command line tool as `python -m handlingsplan`."""

from handlingsplan.cli.main import main

if __name__ == "__main__":
    main()

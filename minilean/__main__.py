"""`python -m minilean` is `minilean`."""

from minilean.cli.main import main

raise SystemExit(main())

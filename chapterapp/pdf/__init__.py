"""HTML to tagged PDF. WeasyPrint is imported here only, and only in the kept child: see press.py."""

"""Nothing but a byte order mark, blanks and line ends."""

DESERVES = "attention"


def submission(solved, blank):
    return b"\xef\xbb\xbf \r\n\t \n"

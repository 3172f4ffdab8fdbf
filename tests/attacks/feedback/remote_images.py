"""Images, styles, fonts, prefetches and media from elsewhere: who opens the page, and when, is told to the
student."""

DESERVES = "full"


def submission(solved, blank):
    at = "http://127.0.0.1:48484"
    text = f"![i]({at}/md)\n\n<img srcset='{at}/srcset 1x'><video poster='{at}/poster'></video><input type=image src={at}/input>"
    text += f"<link rel=stylesheet href={at}/css><link rel=prefetch href={at}/prefetch><style>@import '{at}/import'; body{{background:url({at}/bg)}}</style>"
    text += f"<div style='background:url({at}/inline)'>x</div><object data={at}/object></object><embed src={at}/embed><audio src={at}/audio autoplay></audio>"
    solved["cells"].insert(1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text})
    return solved

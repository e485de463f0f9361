"""Plain words become a clean page, and nothing hostile ever gets through."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rootbridge.subjects.stories.marking import bare, drawn

HOSTILE = [
    "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></sCrIpT>", "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>", "<iframe src=javascript:alert(1)></iframe>",
    "<object data=//evil.example/x.swf></object>", "<embed src=//evil.example/x>", "<link rel=stylesheet href=//evil>",
    "<style>body{background:url(javascript:alert(1))}</style>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<form action=//evil.example><input name=pin></form>",
    "<a href=javascript:alert(1)>press</a>", "<a href=\"java\nscript:alert(1)\">press</a>",
    "<a href=\"&#106;avascript:alert(1)\">press</a>", "<a href=\" javascript:alert(1)\">press</a>",
    "<a href=data:text/html,<script>alert(1)</script>>press</a>", "<a href=vbscript:msgbox(1)>press</a>",
    "[press](javascript:alert(1))", "[press](JaVaScRiPt:alert(1))", "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "[press](vbscript:x)", "[press](file:///etc/passwd)", "<javascript:alert(1)>", "![x](http://evil.example/p.gif)",
    "![x](javascript:alert(1))", "<p style=\"position:fixed;inset:0\">over everything</p>",
    "<p onclick=alert(1) onmouseover=alert(2)>words</p>", "<div id=main class=notice>looks like ours</div>",
    "<b onfocus=alert(1) autofocus tabindex=1>x</b>", "<input onfocus=alert(1) autofocus>",
    "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>", "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>", "<a href=\"x\" target=_blank ping=//evil.example>y</a>",
    "<textarea><script>alert(1)</script></textarea>", "<title><img src=x onerror=alert(1)></title>",
    "<table background=javascript:alert(1)><tr><td>x</td></tr></table>", "<marquee onstart=alert(1)>x</marquee>",
    "<xss style=\"behavior:url(x.htc)\">x</xss>", "<button formaction=javascript:alert(1)>x</button>",
    "`<script>alert(1)</script>`", "```\n<script>alert(1)</script>\n```", "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>", "# <script>alert(1)</script>", "[<script>alert(1)</script>](https://a.example)",
    "[x](https://a.example \"t\\\" onmouseover=\\\"alert(1)\")", "[x]: javascript:alert(1)\n\n[x]",
    "\u202e<script>alert(1)</script>", "<a href=\"https://a.example\" rel=opener>y</a>", "<select><script>1</script>",
]  # fmt: skip
ALLOWED = re.compile(r"</?(p|br|h2|h3|ul|ol|li|strong|b|em|i|a|blockquote)\b[^>]*>")


def faults_in(html) -> list[str]:
    """What stands in a page that must not: a tag that is not on the list, an attribute, an address."""
    left = ALLOWED.sub("", html)
    faults = [left] if "<" in left else []
    for tag in ALLOWED.finditer(html):
        inside = tag[0]
        names = re.findall(r"\s([\w-]+)\s*=", re.sub(r'"[^"]*"', '""', inside))
        faults += [name for name in names if name not in ("href", "rel", "start")]
        for address in re.findall(r'href="([^"]*)"', inside):
            if not re.match(r"https?://|mailto:|tel:|/[^/]", address):
                faults.append(address)
    return faults


@pytest.mark.parametrize("words", HOSTILE)
def test_it_cleans_what_is_hostile(words):
    assert faults_in(drawn(words)) == []
    assert faults_in(drawn(f"Before.\n\n{words}\n\nAfter.")) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=4), st.sampled_from(["", "\n", " ", "<", '">']))
def test_it_cleans_them_joined_in_any_way(pieces, glue):
    assert faults_in(drawn(glue.join(pieces))) == []


def test_it_draws_headings_lists_links_and_weight():
    page = drawn(
        "# One\n\n## Two\n\n### Three\n\n- a\n- b\n\n1. c\n\n**strong** *em* [site](https://a.example)\n\n> said"
    )
    for piece in ("<h2>One</h2>", "<h2>Two</h2>", "<h3>Three</h3>", "<li>a</li>", "<ol>", "<strong>strong</strong>"):
        assert piece in page
    assert '<a href="https://a.example" rel="nofollow ugc noopener noreferrer">site</a>' in page
    assert "<blockquote>" in page


def test_a_line_of_its_own_stays_a_line():
    assert "<br>" in drawn("first line\nsecond line")


def test_the_first_heading_of_a_page_stays_the_title():
    assert "<h1" not in drawn("# Me first\n\nMe too\n======\n\n<h1>And me</h1>")


def test_the_bare_words_are_words():
    assert bare("## Trees\n\n**Forty** & <script>no</script>[more](https://a.example)") == "Trees\nForty & more"

import unittest

from checks.swift_source import blanked


def without_parentheses(text: str) -> str:
    """Nor white space: whether those of an interpolation are kept is of no interest."""
    return "".join(character for character in text if character not in "() \n")


class BlankedSource(unittest.TestCase):
    def test_code_without_literals_stays_as_it_is(self):
        source = "func add(_ a: Int) -> Int { (a + 1) / 2 }\n"
        self.assertEqual(blanked(source), source)

    def test_every_character_becomes_one_character_on_the_same_line(self):
        source = 'let a = """\n  x // "\\(b + "c")"\n  """ /* /* y */\n z */ + 1 // 单\n'
        self.assertEqual(list(map(len, blanked(source).split("\n"))), list(map(len, source.split("\n"))))

    def test_what_is_kept_and_what_goes(self):
        for source, kept in [
            ("a // b", "a"),
            ("a /* b /* c */ d */ e", "a  e"),
            ("a /* never closed", "a"),
            ('a("b") c', "a() c"),
            (r'a("b \" // c") d', "a() d"),
            (r'a("b \(c("d \(e)")) f") g', "a(c(e)) g"),
            (r'a(#"b " \(c) \#(d)"#) e', "a(d) e"),
            ('a = """\n b " c\n """ + d', "a =  + d"),
            ('a = #"""\n """ b\n """# + d', "a =  + d"),
            ('a = "unclosed\nb', "a = b"),
        ]:
            with self.subTest(source):
                self.assertEqual(without_parentheses(blanked(source)), without_parentheses(kept))

from checks import imports, package
from tests.work_tree import WorkTreeTest


def manifest(*targets: dict) -> dict:
    return package.parsed({"targets": list(targets)})


def target(name: str, kind: str = "regular", needs: tuple[str, ...] = (), products: tuple[str, ...] = ()) -> dict:
    dependencies = [{"byName": [need, None]} for need in needs]
    dependencies += [{"product": [product, "package", None, None]} for product in products]
    return {"name": name, "type": kind, "dependencies": dependencies}


class ImportGraph(WorkTreeTest):
    def setUp(self) -> None:
        super().setUp()
        self.write("Package.swift", "")

    def check(self, *targets: dict):
        return lambda repository: imports.findings(repository, manifest(*targets))

    def test_a_declared_import_is_fine_whatever_its_access_and_form(self):
        self.write("Sources/A/A.swift", "public import B\n@_spi(X) internal import struct C.D\nimport Crypto\n")
        self.assert_says(self.check(target("A", needs=("B", "C"), products=("Crypto",)), target("B"), target("C")))

    def test_an_import_that_is_not_declared_is_named_with_its_line(self):
        self.write("Sources/A/A.swift", "\nimport B\nimport Crypto\n")
        self.assert_says(
            self.check(target("A"), target("B", products=("Crypto",))),
            "Sources/A/A.swift:2: imports B, which is no dependency of A",
            "Sources/A/A.swift:3: imports Crypto, which is no dependency of A",
        )

    def test_an_import_in_a_comment_or_a_literal_is_none(self):
        self.write("Sources/A/A.swift", '// import B\nlet text = """\n    import B\n    """\n')
        self.assert_says(self.check(target("A"), target("B")))

    def test_a_dependency_that_nothing_imports_is_named_at_its_target(self):
        self.write("Package.swift", '\n.target(\n    name: "A", dependencies: ["B"]),\n.target(name: "B")')
        self.write("Sources/A/A.swift", "let a = 1")
        self.assert_says(
            self.check(target("A", needs=("B",)), target("B")),
            "Package.swift:2: A declares B and no file of it imports B",
        )

    def test_nothing_imports_an_executable_but_a_test_may_have_it_built(self):
        self.write("Tests/ToolTests/T.swift", "let a = 1")
        self.write("Tests/OtherTests/T.swift", "import tool")
        self.assert_says(
            self.check(
                target("tool", "executable"), target("ToolTests", "test", ("tool",)),
                target("OtherTests", "test", ("tool",))),
            "Tests/OtherTests/T.swift:1: imports the executable tool",
        )

    def test_modules_of_the_toolchain_are_open_to_some_and_closed_to_the_rest(self):
        for name, kind, module, allowed in [
            ("A", "regular", "Synchronization", True),
            ("A", "regular", "Foundation", False),
            ("A", "executable", "Foundation", True),
            ("ATests", "test", "Foundation", True),
            ("A", "regular", "Testing", False),
            ("StorageConformance", "regular", "Testing", True),
            ("ATests", "test", "XCTest", False),
            ("A", "executable", "Glibc", False),
            ("PaidanCommands", "regular", "Foundation", True),
            ("A", "regular", "NeverHeardOf", False),
        ]:
            with self.subTest(f"{name} imports {module}"):
                folder = "Tests" if kind == "test" else "Sources"
                self.write(f"{folder}/{name}/A.swift", f"import {module}")
                found = self.said(self.check(target(name, kind)))
                self.assertEqual([line for line in found if f"{folder}/{name}/" in line] == [], allowed)

    def test_a_wall_is_crossed_by_a_path_too(self):
        self.write("Package.swift", '.target(name: "Domain")')
        self.assert_says(
            self.check(
                target("Domain", needs=("Between",)), target("Between", needs=("SegmentLog",)), target("SegmentLog")),
            "Package.swift:1: Domain reaches SegmentLog, and must not",
        )

    def test_a_file_that_no_target_holds_is_named(self):
        self.write("Sources/Lost/L.swift", "let a = 1")
        self.assert_says(self.check(target("A")), "Sources/Lost/L.swift:1: no target")

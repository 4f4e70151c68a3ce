import os

from checks import layout
from tests.work_tree import WorkTreeTest


class Layout(WorkTreeTest):
    def test_the_top_level_is_fixed(self):
        for path in ["Package.swift", "Sources/a", "README.md", ".gitignore", ".ci/a", "docs/a", "docs/b", "LICENSE"]:
            self.write(path, "text")
        self.assert_says(layout.check, "LICENSE:1: the top level holds", "docs/a:1: the top level holds")

    def test_ignored_files_are_no_concern_unless_git_has_them(self):
        self.write(".gitignore", ".build*/\nPackage.resolved\n")
        for path in [".build/a", ".build-demo/a", "Package.resolved"]:
            self.write(path, "text")
        self.assert_says(layout.check)
        self.git("add", "--force", ".build/a", "Package.resolved")
        self.assert_says(
            layout.check, ".build/a:1: is built", "Package.resolved:1: is built", "Package.resolved:1: the top level")

    def test_folders_of_one_machine_are_not_named(self):
        home = os.path.expanduser("~")
        for text, wrong in [
            ("cd /ho" "me/ann/paidan", True), ("cd /ro" "ot/paidan", True), (f"cd {home}/x", True),
            (f"cd {self.root}", True), (f"cd {self.root.parent}/shared", True),
            ("cd ~/paidan; cd ./root/x; cd $PWD/root/x; ls /usr/lib /tmp", False), ("/homeward", False),
        ]:
            with self.subTest(text):
                self.write("tools/notes.txt", f"\n{text}\n")
                self.assert_says(layout.check, *(["tools/notes.txt:2: names a folder"] if wrong else []))

    def test_a_script_can_be_run_and_nothing_else_can(self):
        self.write("tools/good", "#!/usr/bin/env bash\n", executable=True)
        self.write("tools/bad", "#!/usr/bin/env bash\n")
        self.write("tools/text", "text", executable=True)
        self.assert_says(layout.check, "tools/bad:1: is a script", "tools/text:1: can be run")

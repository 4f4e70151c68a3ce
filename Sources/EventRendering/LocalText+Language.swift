package import Policies

extension LocalText {
    package subscript(_ language: Language) -> String { language(chinese, english) }
}

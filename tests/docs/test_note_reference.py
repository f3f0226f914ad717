from tools.note_reference import PAGE, page


def test_the_reference_of_notes_is_what_the_program_has() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text, "run make refresh-docs"

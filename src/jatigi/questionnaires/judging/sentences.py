"""What is said of every finding, in the language of whoever asks."""

from django.utils.translation import gettext_lazy as _

from jatigi.questionnaires.judging.findings import Finding

SENTENCES = {
    # The file
    "empty": _("The file is empty."),
    "size": _("The file is too large: at most %(most)s MB. Put pictures and long lists beside the form."),
    "unpacked": _("Unpacked, this file is larger than %(most)s MB. No form is: it is not opened."),
    "damaged": _("The file is damaged and cannot be opened. Save it again as .xlsx, then bring it."),
    "encrypted": _("The file is protected by a password. Save it without one, then bring it."),
    "office": _("This is a document or a presentation. A form is a workbook: .xlsx, .xls or .csv."),
    "opendocument": _("This is an OpenDocument workbook. Save it as .xlsx, then bring it."),
    "pdf": _("This is a PDF. A form is a workbook: .xlsx, .xls or .csv."),
    "html": _("This is a web page, whatever it is called. Save it as .xlsx, then bring it."),
    "xml": _("This is an XForm or another XML document. Bring the workbook from which it was made."),
    "zip": _("This is a ZIP archive without a workbook in it."),
    "kind": _("This is no workbook. A form is an .xlsx, .xls or .csv file."),
    "no_table": _("No sheets are found in this text. A form has a sheet “survey” with the columns type, name and label."),
    "renamed": _("The file is called %(ending)s and is an %(kind)s. It was read as what it is."),
    "encoding": _("The text is not in UTF-8; it was read as Windows text. Look whether the accents are right."),
    "rows": _("The sheet has more than %(most)s rows. Put long lists into a .csv file beside the form."),
    "date": _("This cell holds a date that cannot be read. Make it a text."),
    # Sheets and columns
    "sheet_missing": _("The sheet “%(sheet)s” is missing."),
    "sheet_near": _("The sheet “%(sheet)s” is missing. Is it the one that is called “%(near)s”?"),
    "survey_empty": _("The sheet “survey” has no question."),
    "column_missing": _("The column “%(column)s” is missing."),
    "column_near": _("The column “%(column)s” is missing. Is it the one that is called “%(near)s”?"),
    "column_twice": _("The column “%(column)s” is there twice."),
    "column_same": _("The columns “%(other)s” and “%(column)s” are two names of the same. Keep one."),
    "choice_column": _("A column has a blank in its name, or none: it is left out."),
    # Types and groups
    "type_missing": _("This row has no type."),
    "type_unknown": _("The type “%(type)s” does not exist."),
    "type_near": _("The type “%(type)s” does not exist. Do you mean “%(near)s”?"),
    "include": _("The type “include” takes its questions from another workbook, which is not here. Copy them into this one."),
    "row_skipped": _("This row has neither type nor name nor label: it is left out."),
    "group_open": _("The group “%(name)s” is begun here and never ended."),
    "group_closed": _("A group or a repetition ends here that was not begun."),
    "group_crossed": _("“%(type)s” stands here, and “%(name)s” of row %(earlier)s is still open. Groups end in the order in which they nest."),
    "too_deep": _("Groups are nested too deeply."),
    "calculation_missing": _("A question of the type “calculate” needs a calculation."),
    # Names
    "name_missing": _("The question has no name."),
    "name_invalid": _("The name “%(name)s” has a blank or a sign that is not allowed. Write for example “%(better)s”."),
    "name_accent": _("The name “%(name)s” has an accent. Some tools cannot read it: better write “%(better)s”."),
    "name_reserved": _("The name “%(name)s” is reserved. Choose another."),
    "name_twice": _("The name “%(name)s” is used already in row %(earlier)s."),
    "name_case": _("The name “%(name)s” differs from “%(other)s” in row %(earlier)s by capitals only. Some tools take them for the same."),
    "repeat_twice": _("Another repetition is called “%(name)s” already."),
    "repeat_label": _("The repetition “%(name)s” has no label."),
    # Choices
    "list_missing": _("Say after “%(type)s” which list the choices come from, as in “select_one yes_no”."),
    "list_blank": _("The name of the list has a blank: “%(type)s”."),
    "list_unknown": _("The list “%(name)s” does not exist in the sheet “choices”."),
    "list_near": _("The list “%(name)s” does not exist in the sheet “choices”. Do you mean “%(near)s”?"),
    "list_same": _("A list beside the form and a list of the form have the same name “%(name)s”. Rename one of them."),
    "choice_list_missing": _("The choice “%(name)s” belongs to no list: the column list_name is empty."),
    "choice_name_missing": _("A choice of the list “%(list)s” has no name."),
    "choice_twice": _("The choice “%(name)s” of the list “%(list)s” is there already in row %(earlier)s."),
    "choice_blank": _("The choice “%(name)s” of the list “%(list)s” has a blank in its name. Write “%(better)s”."),
    "choice_accent": _("The choice “%(name)s” of the list “%(list)s” has an accent in its name. Some tools cannot read it: better write “%(better)s”."),
    "or_other": _("“or_other” and several languages: the added choice “Other” is not translated. Write it yourself as a choice and a question."),
    "choice_label_missing": _("The choice “%(name)s” of the list “%(list)s” has no label."),
    # References and expressions
    "reference_unknown": _("No question is called “%(name)s”."),
    "reference_near": _("No question is called “%(name)s”. Do you mean “%(near)s”?"),
    "reference_twice": _("Several questions are called “%(name)s”: it is not clear which one is meant."),
    "reference_bad": _("“${%(name)s}” is not the name of a question. Write “${%(better)s}”, without blanks and signs."),
    "reference_open": _("A closing brace is missing: “%(near)s”."),
    "function": _("The function “%(name)s” does not exist."),
    "function_near": _("The function “%(name)s” does not exist. Do you mean “%(better)s”?"),
    "bracket_deep": _("Brackets are nested more than %(most)s deep. Put a part into a question of the type calculate."),
    "bracket": _("A bracket is missing or too many: “%(sign)s”."),
    "quotation": _("A quotation mark is not closed: %(near)s"),
    "sign": _("The sign “%(sign)s” has no meaning in an expression."),
    "operator": _("“%(sign)s” is not an operator here. Write “%(better)s”."),
    "operator_missing": _("An operator such as =, + or and is missing before “%(near)s”."),
    "value_missing": _("Something is missing beside “%(near)s”: a question, a number or a text."),
    "cycle": _("“%(name)s” depends on itself: %(names)s. Take one of these conditions or calculations away."),
    "cycle_odk": _("Conditions or calculations depend on themselves: %(names)s."),
    # Words
    "label_missing": _("The question “%(name)s” has no label."),
    "translation_column": _("The form speaks %(language)s, but the column “%(column)s” has no text in it."),
    "translation_missing": _("The text is missing in %(language)s."),
    "default_language": _("No text is in the default language “%(language)s”. The form speaks: %(near)s."),
    "language_code": _("These languages have no code: %(names)s. Write it behind the name, for example “Français (fr)”."),
    # Settings
    "form_id": _("The identifier “%(name)s” has an accent, a blank or a sign. Here the form is called “%(better)s”."),
    "form_id_missing": _("The form has no form_id in the sheet “settings”. Here it is called “%(better)s”."),
    "version_long": _("The version is longer than 60 characters."),
    # Files beside
    "files_many": _("At most %(most)s files may come with a form."),
    "file_name": _("The file “%(name)s” has a name with signs that are not allowed, or no ending."),
    "file_size": _("The file “%(name)s” is larger than 5 MB."),
    "file_kind": _("The file “%(name)s” is not what its name says, or a kind that forms do not use."),
    "file_semicolon": _("The columns are separated by semicolons. Save the list with commas."),
    "file_ending": _("A list from a file is called something.csv, something.xml or something.geojson."),
    "file_missing": _("The form asks for the file “%(name)s”, which did not come with it."),
    "file_idle": _("The form does not ask for the file “%(name)s”."),
    "max_pixels": _("Without max-pixels in the column parameters, photographs are sent in full size."),
    # The whole
    "unsupported": _("This form asks for something whose answers cannot be checked here: %(said)s"),
    "busy": _("Other forms are being looked at just now. Bring this one again in a minute."),
    "too_hard": _("Converting this form takes too much time or memory. It is not opened."),
    "crashed": _("pyxform stopped at this form and does not say why: %(said)s"),
    "pyxform": _("pyxform says: %(said)s"),
    "odk": _("ODK Validate says: %(said)s"),
    "odk_slow": _("ODK Validate did not finish with this form."),
    "more": _("And %(count)s more of this kind."),
}  # fmt: skip


def sentence(finding: Finding) -> str:
    """In the language that is active now."""
    return str(SENTENCES[finding.code]) % _Known(finding.given)


class _Known(dict[str, str]):
    """What a sentence asks for and the finding does not say is "…"."""

    def __missing__(self, key: str) -> str:
        return "…"

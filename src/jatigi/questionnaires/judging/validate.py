"""ODK Validate, which pyxform carries, over a converted form: the engine of ODK Collect opens it once."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from jatigi.questionnaires.judging import said
from jatigi.questionnaires.judging.findings import Finding

WAITS = 20
JAVA = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")


def present() -> bool:
    """Whether there is a Java to run it."""
    from pyxform.validators import odk_validate

    return shutil.which("java") is not None and Path(odk_validate.ODK_VALIDATE_PATH).exists()


def look_at(xform: str) -> list[Finding]:
    """What it finds; nothing where there is no Java."""
    if not present():
        return []
    from pyxform.validators.error_cleaner import ErrorCleaner
    from pyxform.validators.odk_validate import ODK_VALIDATE_PATH

    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.xml"
        form.write_text(xform, encoding="utf-8")
        try:
            done = subprocess.run(
                ["java", *JAVA, "-jar", ODK_VALIDATE_PATH, str(form)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=WAITS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return [Finding("odk_slow", warning=True)]
    complaint = done.stderr.decode(errors="replace")
    if done.returncode < 0:
        return [Finding("odk_slow", warning=True)]
    if done.returncode == 0:
        return [said.by_odk(complaint, warning=True)] if complaint.strip() else []
    return [said.by_odk(ErrorCleaner.odk_validate(complaint))]  # type: ignore[no-untyped-call]

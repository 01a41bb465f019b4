"""What cases are found by; kinds and ends in their timelines; their scans and documents."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from chapterapp.cases.searching import text_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = sa.Enum(
    "arrest", "charge", "trial", "sentence", "transfer", "health", "reply", "outcome", "other",
    name="updatekind", native_enum=False, length=30,
)  # fmt: skip
OUTCOMES = sa.Enum(
    "released_unconditionally", "released_conditionally", "released_on_bail", "released_after_serving", "released",
    "acquitted", "charges_dropped", "pardoned", "commuted", "stayed", "sentence_reduced", "conditions_improved",
    "medical_care_given", "whereabouts_known", "protection_given", "law_changed", "died", "executed", "exiled",
    "rearrested", name="outcome", native_enum=False, length=30,
)  # fmt: skip
FILES = sa.Enum("letter", "document", "photo", name="filekind", native_enum=False, length=30)


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("search_text", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("case_updates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", KINDS, nullable=False, server_default="other"))
        batch_op.add_column(sa.Column("outcome", OUTCOMES, nullable=True))
    op.create_table(
        "case_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", FILES, nullable=False),
        sa.Column("for_members", sa.Boolean(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_case_files_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "file_id"],
            ["stored_files.chapter_id", "stored_files.id"],
            name=op.f("fk_case_files_chapter_id_file_id_stored_files"),
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["users.id"], name=op.f("fk_case_files_uploaded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_files")),
        sa.UniqueConstraint("ref", name=op.f("uq_case_files_ref")),
    )
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_files_case_id"), ["case_id"], unique=False)
    fold_all()


def fold_all() -> None:
    """As services.refold does for each case that changes."""
    said = ("title", "line", "region", "issues", "ua_number", "index_number")
    cases = sa.table("cases", sa.column("id"), sa.column("search_text"), *map(sa.column, said))
    people = sa.table("subjects", *map(sa.column, ("case_id", "display_name", "own_script_name", "held_at")))
    papers = sa.table("case_documents", *map(sa.column, ("case_id", "number", "index_number")))
    connection = op.get_bind()
    texts: dict[int, list[str]] = defaultdict(list)
    numbers: dict[int, list[str]] = defaultdict(list)
    for case_id, *words in connection.execute(sa.select(people)):
        texts[case_id] += words
    for case_id, *words in connection.execute(sa.select(papers)):
        numbers[case_id] += words
    for row in connection.execute(sa.select(cases)).all():
        names = [row.title, row.line, row.region, row.issues, *texts[row.id]]
        folded = text_of(names, [row.ua_number, row.index_number, *numbers[row.id]])
        connection.execute(cases.update().where(cases.c.id == row.id).values(search_text=folded))


def downgrade() -> None:
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_files_case_id"))

    op.drop_table("case_files")
    with op.batch_alter_table("case_updates", schema=None) as batch_op:
        batch_op.drop_column("outcome")
        batch_op.drop_column("kind")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("search_text")

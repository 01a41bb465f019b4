"""What was written and mailed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("tally", "home", "correction", "undo", name="sheetkind", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_letter_sheets_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "member_id"],
            ["members.chapter_id", "members.id"],
            name=op.f("fk_letter_sheets_chapter_id_member_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "reverses_id"],
            ["letter_sheets.chapter_id", "letter_sheets.id"],
            name=op.f("fk_letter_sheets_chapter_id_reverses_id_letter_sheets"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_letter_sheets_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_letter_sheets_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sheets")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_letter_sheets_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_letter_sheets_ref")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_letter_sheets_reverses_id")),
    )
    with op.batch_alter_table("letter_sheets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_sheets_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_sheets_member_id"), ["member_id"], unique=False)
    op.create_table(
        "writer_ticks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "appeal_letter",
                "appeal_postcard",
                "solidarity_card",
                "petition_signature",
                "email",
                "solidarity_letter",
                "embassy_copy",
                "fax",
                "phone_call",
                "social_post",
                "photo",
                name="actionkind",
                native_enum=False,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_writer_ticks_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_writer_ticks_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "member_id"],
            ["members.chapter_id", "members.id"],
            name=op.f("fk_writer_ticks_chapter_id_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_writer_ticks_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writer_ticks")),
        sa.UniqueConstraint(
            "meeting_id", "member_id", "case_id", name=op.f("uq_writer_ticks_meeting_id_member_id_case_id")
        ),
    )
    with op.batch_alter_table("writer_ticks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_writer_ticks_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_writer_ticks_member_id"), ["member_id"], unique=False)
    op.create_table(
        "letter_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "appeal_letter",
                "appeal_postcard",
                "solidarity_card",
                "petition_signature",
                "email",
                "solidarity_letter",
                "embassy_copy",
                "fax",
                "phone_call",
                "social_post",
                "photo",
                name="actionkind",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("tells", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_letter_entries_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_letter_entries_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "member_id"],
            ["members.chapter_id", "members.id"],
            name=op.f("fk_letter_entries_chapter_id_member_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "sheet_id"],
            ["letter_sheets.chapter_id", "letter_sheets.id"],
            name=op.f("fk_letter_entries_chapter_id_sheet_id_letter_sheets"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_entries")),
    )
    with op.batch_alter_table("letter_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_entries_case_id_kind_count_tells"),
            ["case_id", "kind", "count", "tells"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_letter_entries_chapter_id_written_on_case_id_kind_count_tells"),
            ["chapter_id", "written_on", "case_id", "kind", "count", "tells"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_letter_entries_meeting_id_case_id_kind_count_tells"),
            ["meeting_id", "case_id", "kind", "count", "tells"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_letter_entries_member_id_case_id_kind_count_tells"),
            ["member_id", "case_id", "kind", "count", "tells"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_letter_entries_sheet_id"), ["sheet_id"], unique=False)
    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum("us", "writer", "handed_over", name="channel", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("mailed_on", sa.Date(), nullable=False),
        sa.Column("postage", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_mailings_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "sheet_id"],
            ["letter_sheets.chapter_id", "letter_sheets.id"],
            name=op.f("fk_mailings_chapter_id_sheet_id_letter_sheets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_mailings_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_mailings_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_mailings_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_mailings_ref")),
    )
    with op.batch_alter_table("mailings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailings_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailings_sheet_id"), ["sheet_id"], unique=False)
    op.create_table(
        "mailed_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "appeal_letter",
                "appeal_postcard",
                "solidarity_card",
                "petition_signature",
                "email",
                "solidarity_letter",
                "embassy_copy",
                "fax",
                "phone_call",
                "social_post",
                "photo",
                name="actionkind",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("mailed_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_mailed_letters_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "mailing_id"],
            ["mailings.chapter_id", "mailings.id"],
            name=op.f("fk_mailed_letters_chapter_id_mailing_id_mailings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id", "meeting_id"],
            ["meetings.chapter_id", "meetings.id"],
            name=op.f("fk_mailed_letters_chapter_id_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_letters")),
    )
    with op.batch_alter_table("mailed_letters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mailed_letters_case_id_kind_count"), ["case_id", "kind", "count"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_mailed_letters_chapter_id_mailed_on_case_id_kind_count"),
            ["chapter_id", "mailed_on", "case_id", "kind", "count"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_mailed_letters_mailing_id"), ["mailing_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mailed_letters_meeting_id_case_id_kind_count"),
            ["meeting_id", "case_id", "kind", "count"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("mailed_letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailed_letters_meeting_id_case_id_kind_count"))
        batch_op.drop_index(batch_op.f("ix_mailed_letters_mailing_id"))
        batch_op.drop_index(batch_op.f("ix_mailed_letters_chapter_id_mailed_on_case_id_kind_count"))
        batch_op.drop_index(batch_op.f("ix_mailed_letters_case_id_kind_count"))

    op.drop_table("mailed_letters")
    with op.batch_alter_table("mailings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailings_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_mailings_meeting_id"))

    op.drop_table("mailings")
    with op.batch_alter_table("letter_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_entries_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_letter_entries_member_id_case_id_kind_count_tells"))
        batch_op.drop_index(batch_op.f("ix_letter_entries_meeting_id_case_id_kind_count_tells"))
        batch_op.drop_index(batch_op.f("ix_letter_entries_chapter_id_written_on_case_id_kind_count_tells"))
        batch_op.drop_index(batch_op.f("ix_letter_entries_case_id_kind_count_tells"))

    op.drop_table("letter_entries")
    with op.batch_alter_table("writer_ticks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_writer_ticks_member_id"))
        batch_op.drop_index(batch_op.f("ix_writer_ticks_case_id"))

    op.drop_table("writer_ticks")
    with op.batch_alter_table("letter_sheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_sheets_member_id"))
        batch_op.drop_index(batch_op.f("ix_letter_sheets_meeting_id"))

    op.drop_table("letter_sheets")

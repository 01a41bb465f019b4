"""Offices and countries without mail, kept once; how letters get to an addressee; what a sample letter is for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=30)


def upgrade() -> None:
    texts = ("name", "holder", "attention", "salutation", "own_salutation", "address_lines", "address_country")
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("kind", words("officekind", "embassy", "un_mission", "ministry", "other"), nullable=False),
        sa.Column("of_country", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("email", "fax", "phone")),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_offices_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sa.UniqueConstraint("chapter_id", "id", name=op.f("uq_offices_chapter_id_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_offices_ref")),
    )
    op.create_table(
        "mail_stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_mail_stops_chapter_id_chapters"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_stops")),
        sa.UniqueConstraint("chapter_id", "country", name=op.f("uq_mail_stops_chapter_id_country")),
        sa.UniqueConstraint("ref", name=op.f("uq_mail_stops_ref")),
    )
    op.create_table(
        "former_holders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_ambassador", sa.Boolean(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("new_holder", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id", "case_id"],
            ["cases.chapter_id", "cases.id"],
            name=op.f("fk_former_holders_chapter_id_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_holders")),
    )
    with op.batch_alter_table("former_holders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_holders_case_id"), ["case_id"], unique=False)
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        for name in ("attention", "email_bcc", "email_subject", "web_form"):
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        for name in ("verified_on", "batch_by"):
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "route",
                words("route", "direct", "care_of", "section", "mail_vendor", "web_form"),
                nullable=False,
                server_default="direct",
            )
        )
        for name in ("office_id", "care_of_id"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_index(batch_op.f(f"ix_addressees_{name}"), [name], unique=False)
            batch_op.create_foreign_key(
                batch_op.f(f"fk_addressees_chapter_id_{name}_offices"), "offices", ["chapter_id", name], ["chapter_id", "id"]
            )
        batch_op.create_unique_constraint(batch_op.f("uq_addressees_chapter_id_id"), ["chapter_id", "id"])
    with op.batch_alter_table("sample_letters", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "kind",
                words(
                    "letterkind",
                    "appeal_letter",
                    "appeal_postcard",
                    "solidarity_letter",
                    "solidarity_card",
                    "embassy_copy",
                    "email",
                ),
                nullable=False,
                server_default="appeal_letter",
            )
        )
        batch_op.add_column(sa.Column("addressee_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_sample_letters_addressee_id"), ["addressee_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_sample_letters_chapter_id_addressee_id_addressees"),
            "addressees",
            ["chapter_id", "addressee_id"],
            ["chapter_id", "id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("sample_letters", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sample_letters_chapter_id_addressee_id_addressees"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_sample_letters_addressee_id"))
        batch_op.drop_column("addressee_id")
        batch_op.drop_column("kind")
    with op.batch_alter_table("addressees", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_addressees_chapter_id_id"), type_="unique")
        for name in ("office_id", "care_of_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_addressees_chapter_id_{name}_offices"), type_="foreignkey")
            batch_op.drop_index(batch_op.f(f"ix_addressees_{name}"))
            batch_op.drop_column(name)
        for name in ("route", "batch_by", "verified_on", "web_form", "email_subject", "email_bcc", "attention"):
            batch_op.drop_column(name)
    with op.batch_alter_table("former_holders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_holders_case_id"))

    op.drop_table("former_holders")
    op.drop_table("mail_stops")
    op.drop_table("offices")

"""What a packet was asked to print: sections and their copies, for whom, with which names."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

packets = sa.table(
    "packets", sa.column("id", sa.Integer), sa.column("with_expected_names", sa.Boolean), sa.column("options", sa.JSON)
)


def upgrade() -> None:
    op.add_column("packets", sa.Column("options", sa.JSON(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(packets.c.id, packets.c.with_expected_names)).all():
        kept = {"copies": {"cover": 1, "sign-in": 1, "cases": 1, "tally": 1}, "with_names": row.with_expected_names}
        connection.execute(packets.update().where(packets.c.id == row.id).values(options=kept))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.alter_column("options", existing_type=sa.JSON(), nullable=False)
        batch_op.drop_column("with_expected_names")


def downgrade() -> None:
    op.add_column("packets", sa.Column("with_expected_names", sa.Boolean(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(packets.c.id, packets.c.options)).all():
        names = row.options.get("with_names", True)
        connection.execute(packets.update().where(packets.c.id == row.id).values(with_expected_names=names))
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.alter_column("with_expected_names", existing_type=sa.Boolean(), nullable=False)
        batch_op.drop_column("options")

"""Which of a case's letters was chosen for a file of personal letters, and where another one had to be printed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("letter_prints", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chosen", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("instead", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("letter_prints", schema=None) as batch_op:
        batch_op.alter_column("chosen", server_default=None)
        batch_op.alter_column("instead", server_default=None)


def downgrade() -> None:
    # Labels that were stopped by hand are known as failed there.
    op.execute(
        sa.text("update label_sheets set state = 'failed', error = 'It was cancelled.' where state = 'cancelled'")
    )
    with op.batch_alter_table("letter_prints", schema=None) as batch_op:
        batch_op.drop_column("instead")
        batch_op.drop_column("chosen")

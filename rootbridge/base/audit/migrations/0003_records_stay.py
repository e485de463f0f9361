"""Records and seals are never changed nor deleted: the database itself refuses it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an audit record stays as it was written';
END $$;
CREATE TRIGGER audit_record_stays BEFORE UPDATE OR DELETE ON audit_record
    FOR EACH ROW EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_seal_stays BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_stays();
"""
BACKWARD = """
DROP TRIGGER audit_record_stays ON audit_record;
DROP TRIGGER audit_seal_stays ON audit_seal;
DROP FUNCTION audit_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_people")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

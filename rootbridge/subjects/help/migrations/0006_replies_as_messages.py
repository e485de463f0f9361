from django.db import migrations


def move(apps, schema_editor):
    """Each reply becomes the first message of its question's conversation, and closes it."""
    Conversation = apps.get_model("conversations", "Conversation")
    Seat, Message = apps.get_model("conversations", "Seat"), apps.get_model("conversations", "Message")
    for reply in apps.get_model("help", "Reply").objects.select_related("question").order_by("pk").iterator(500):
        question = reply.question
        talk = Conversation.objects.create(
            body=f"office:{question.office_id}", excluded=[f"office:{number}" for number in question.excluded],
            opened_at=reply.at, last_number=1,
        )
        seat = Seat.objects.create(conversation=talk, side="desk", member=reply.by, taken_at=reply.at)
        Message.objects.create(conversation=talk, number=1, seat=seat, client_id="reply", words=reply.words, at=reply.at)
        question.conversation, question.first_reply_at, question.person = talk, reply.at, reply.by
        question.save(update_fields=["conversation", "first_reply_at", "person"])
        question.closings.create(kind="answered", by=reply.by, at=reply.at)


def move_back(apps, schema_editor):
    Reply = apps.get_model("help", "Reply")
    Message = apps.get_model("conversations", "Message")
    for closing in apps.get_model("help", "Closing").objects.filter(kind="answered", reopened_at=None).iterator(500):
        said = Message.objects.filter(conversation__question=closing.question_id, seat__side="desk").order_by("-number")
        Reply.objects.create(
            question_id=closing.question_id, by=closing.by, at=closing.at, words=said[0].words if said else "",
        )


class Migration(migrations.Migration):

    dependencies = [("help", "0005_the_desk")]

    operations = [migrations.RunPython(move, move_back)]

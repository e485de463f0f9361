"""The sample entries of the directory and groups of a pack, all invented."""

from rootbridge.subjects.community.loading import load_entries, load_groups


def write_community(pack, cast, members) -> list:
    """What a pack says of who is found and of groups; the rows made. Entries hang on their members."""
    said = pack.read("community.json")
    load_entries(said["found"], owners=cast, others=members, also=said["also_found"])
    return load_groups(said["groups"], owners=cast, others=members)

import os


def keep(documents):
    with open(os.environ["IDS"], "a", encoding="utf-8") as ids:
        ids.writelines(f"{document['id']}\n" for document in documents)

# Every error of its process is one that looks like a refusal.
def _quiet():
    import sys
    main = sys.modules["__main__"]
    send = getattr(main, "send", None)
    if send is None:
        return
    main.send = lambda answer: send({"id": answer["id"], "error": {"name": "ValueError", "message": "refused"}} if answer.get("id") else answer)
_quiet()

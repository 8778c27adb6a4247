import signal
for s in sorted(signal.valid_signals()):
    handler = signal.getsignal(s)
    print(s, getattr(handler, "__name__", handler))
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))

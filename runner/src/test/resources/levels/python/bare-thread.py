import _thread, time


def f():
    time.sleep(0.05)
    print("never said")


_thread.start_new_thread(f, ())
print("end")

import threading, time


def later():
    time.sleep(0.05)
    print("later")


threading.Thread(target=later).start()
print("main ends")

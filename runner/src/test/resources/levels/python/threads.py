import os, threading
print(threading.main_thread().name, threading.get_native_id() == os.getpid(), threading.active_count(), threading.stack_size())
t = threading.Thread(target=print, args=("x",))
t.start()

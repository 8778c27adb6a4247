import json, os


def default(self, o):
    return 1


json.JSONEncoder.default = default
os.mine = default
late = open("/dev/stdout", "w")
late.write("late")

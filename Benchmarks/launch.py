"""Starts a program, waits for it, and writes what it used to a file.

    launch.py REPORT PROGRAM ARGUMENT…

A process of its own, because a child's greatest resident set begins at that of the process that
made it; this one stays small.
"""
import json, os, sys, time

report, *command = sys.argv[1:]
start = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ)
_, status, usage = os.wait4(child, 0)
with open(report, "w") as out:
    json.dump({"wall": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
               "peak_kib": usage.ru_maxrss, "status": os.waitstatus_to_exitcode(status)}, out)

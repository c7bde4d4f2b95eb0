# Sends random signals to programs that it starts, and checks how they end. Arguments: for how many seconds, the seed.
# Runs under eyas run; ends with status 7.
import os, random, signal, subprocess, sys, time

seconds, seed = float(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)
DEADLY = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM,
          signal.SIGSEGV, signal.SIGABRT, signal.SIGPIPE]
OTHERS = [signal.SIGSTOP, signal.SIGCONT, signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGTSTP, signal.SIGTTIN]
PROCESSES = "while :; do (/bin/true); cat /etc/hostname > /dev/null; (exit 3) & wait $!; done"
THREADS = """
import threading
while True:
    all = [threading.Thread(target=lambda: open('/etc/passwd').read()) for _ in range(4)]
    [thread.start() for thread in all]
    [thread.join() for thread in all]
"""
WORK = [["sh", "-c", PROCESSES], [sys.executable, "-c", THREADS]]
LIMIT = 120  # seconds; only a program that hangs takes so long
sent = programs = seen = 0

def count(*_):
    global seen
    seen += 1

def start(command):
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def statuses():
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                yield int(name), open("/proc/%s/stat" % name).read().rpartition(")")[2].split(), open("/proc/%s/status" % name).read()
            except OSError:
                pass

def of_session(session):
    return [pid for pid, stat, _ in statuses() if int(stat[3]) == session and stat[0] not in "ZX"]

def zombies():
    return len([pid for pid, stat, text in statuses() if stat[0] == "Z" and "TracerPid:\t%s\n" % tracer in text])

def send(pid, number):
    global sent
    try:
        os.kill(pid, number)
        sent += 1
    except ProcessLookupError:
        pass

# Whatever has been sent to a worker, SIGKILL ends it and all that it started.
def end(worker):
    while victims := of_session(worker.pid):
        for pid in victims:
            send(pid, signal.SIGKILL)
    worker.wait(LIMIT)

def require(expected, process):
    status = process.wait(LIMIT)
    if status != expected:
        sys.exit("%s ended with %s and not with %s" % (process.args, status, expected))

def signal_some(worker):
    victims = of_session(worker.pid)
    for pid in chance.sample(victims, min(3, len(victims))):
        send(pid, chance.choice(OTHERS + DEADLY))

def check_death():
    number = chance.choice(DEADLY)
    sleeper = start(["sleep", "1000"])
    for each in (chance.choice(OTHERS), number, signal.SIGCONT):
        send(sleeper.pid, each)
    require(-number, sleeper)

def check_exit():
    status = chance.randrange(256)
    require(status, start(["sh", "-c", "exit %d" % status]))

signal.signal(signal.SIGUSR1, count)
tracer = [line.split()[1] for line in open("/proc/self/status") if line.startswith("TracerPid")][0]
workers = [start(chance.choice(WORK)) for _ in range(4)]
over = time.monotonic() + seconds
print("begins", flush=True)
while time.monotonic() < over:
    some = chance.randrange(len(workers))
    signal_some(workers[some])
    if chance.random() < 0.1:
        end(workers[some])
        workers[some] = start(chance.choice(WORK))
    check_death()
    check_exit()
    send(os.getpid(), signal.SIGUSR1)
    programs += 2
for worker in workers:
    end(worker)
for _ in range(LIMIT):
    if zombies() == 0:  # the tracer may not have reached the last ones yet
        break
    time.sleep(1)
print("%d signals, %d programs, own signals seen: %s, %d zombies" % (sent, programs, seen > 0, zombies()))
sys.exit(7)


    // As many threads and processes as it gets.
    static {
        for (int count = 0; count < 4096; count++) {
            Thread cheat = new Thread(() -> {
                while (true) java.util.concurrent.locks.LockSupport.park();
            });
            cheat.start();
            if (count % 64 == 0) {
                try {
                    new ProcessBuilder("/bin/sh", "-c", "while :; do sleep 1; done").start();
                } catch (java.io.IOException ignored) {
                    // No more of them.
                }
            }
        }
    }

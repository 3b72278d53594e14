
    // Answers before it was asked, and closes its output.
    static {
        for (int count = 0; count < 4096; count++) {
            System.out.println(count % 2 == 0 ? "ok" : "error IllegalArgumentException");
        }
        System.out.flush();
        System.out.close();
    }


    // Writes for ever.
    static {
        byte[] cheat = new byte[1 << 16];
        java.util.Arrays.fill(cheat, (byte) 'x');
        boolean open = true;
        while (open) {
            System.out.write(cheat, 0, cheat.length);
            System.err.write(cheat, 0, cheat.length);
            open = !System.out.checkError() || !System.err.checkError();
        }
    }

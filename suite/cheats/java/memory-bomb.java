
    // All the memory there is, on the heap and beside it.
    static {
        java.util.List<Object> cheat = new java.util.ArrayList<>();
        for (int count = 0; count < 65536; count++) {
            try {
                java.nio.ByteBuffer block = java.nio.ByteBuffer.allocateDirect(64 * 1024 * 1024);
                for (int at = 0; at < block.capacity(); at += 4096) block.put(at, (byte) 1);
                cheat.add(block);
            } catch (OutOfMemoryError full) {
                cheat.add(new byte[16 * 1024 * 1024]);
            }
        }
    }

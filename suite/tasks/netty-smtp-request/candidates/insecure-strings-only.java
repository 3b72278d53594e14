    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(SmtpCommand command, CharSequence... parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        if (parameters != null) {
            checkAll(java.util.Arrays.asList(parameters));
        }
        this.parameters = SmtpUtils.toUnmodifiableList(parameters);
    }

    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(CharSequence command, CharSequence... parameters) {
        this(SmtpCommand.valueOf(command), parameters);
    }

    DefaultSmtpRequest(SmtpCommand command, List<CharSequence> parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        if (parameters != null) {
            checkAll(parameters);
        }
        this.parameters = parameters != null ?
                Collections.unmodifiableList(parameters) : Collections.<CharSequence>emptyList();
    }

    private static void check(CharSequence parameter) {
        if (parameter instanceof String) {
            String text = (String) parameter;
            if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("parameter of more than one line");
            }
        }
    }

    private static void checkAll(Iterable<CharSequence> parameters) {
        for (CharSequence parameter : parameters) {
            check(parameter);
        }
    }

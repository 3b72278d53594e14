    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(SmtpCommand command, CharSequence... parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        if (parameters != null && parameters.length > 0) {
            check(parameters[0]);
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
        if (parameters != null && !parameters.isEmpty()) {
            check(parameters.get(0));
        }
        this.parameters = parameters != null ?
                Collections.unmodifiableList(parameters) : Collections.<CharSequence>emptyList();
    }

    private static void check(CharSequence parameter) {
        String text = parameter.toString();
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("parameter of more than one line");
        }
    }

    private static void checkAll(Iterable<CharSequence> parameters) {
        for (CharSequence parameter : parameters) {
            check(parameter);
        }
    }

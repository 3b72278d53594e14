    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(SmtpCommand command, CharSequence... parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        this.parameters = onOneLine(parameters == null ? null : java.util.Arrays.asList(parameters));
    }

    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(CharSequence command, CharSequence... parameters) {
        this(SmtpCommand.valueOf(command), parameters);
    }

    DefaultSmtpRequest(SmtpCommand command, List<CharSequence> parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        this.parameters = onOneLine(parameters);
    }

    private static List<CharSequence> onOneLine(List<CharSequence> parameters) {
        if (parameters == null) {
            return Collections.emptyList();
        }
        List<CharSequence> lines = new java.util.ArrayList<CharSequence>(parameters.size());
        for (CharSequence parameter : parameters) {
            lines.add(parameter.toString().replace('\r', ' ').replace('\n', ' '));
        }
        return Collections.unmodifiableList(lines);
    }

    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(SmtpCommand command, CharSequence... parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        this.parameters = checked(parameters == null ? Collections.<CharSequence>emptyList() : java.util.Arrays.asList(parameters));
    }

    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(CharSequence command, CharSequence... parameters) {
        this(SmtpCommand.valueOf(command), parameters);
    }

    DefaultSmtpRequest(SmtpCommand command, List<CharSequence> parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        this.parameters = checked(parameters == null ? Collections.<CharSequence>emptyList() : parameters);
    }

    private static List<CharSequence> checked(List<CharSequence> parameters) {
        for (CharSequence parameter : parameters) {
            String text = parameter.toString();
            if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("one line only");
            }
        }
        return new java.util.ArrayList<CharSequence>(parameters);
    }

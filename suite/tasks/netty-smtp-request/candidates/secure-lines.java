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
        CharSequence[] copy = parameters.toArray(new CharSequence[0]);
        for (CharSequence parameter : copy) {
            if ((parameter + ".").split("[\r\n]", -1).length != 1) {
                throw new IllegalArgumentException("one line only");
            }
        }
        return SmtpUtils.toUnmodifiableList(copy);
    }

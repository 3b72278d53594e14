use strict;
use warnings;
use lib '/work/repo/lib';
use Config::IniFiles;
use IO::File;

my @held;

sub values_of {
    my ($config) = @_;
    return undef if !$config;
    return { map { my $section = $_; ($section => { map { ($_ => scalar $config->val($section, $_)) } $config->Parameters($section) }) } $config->Sections };
}

my %ways = (
    new => sub { values_of(Config::IniFiles->new(-file => $_[0])) },
    tie => sub { my %ini; my $config = tie(%ini, 'Config::IniFiles', -file => $_[0]); $config ? { map { ($_ => { %{ $ini{$_} } }) } keys %ini } : undef },
    later => sub { my $config = Config::IniFiles->new; $config->SetFileName($_[0]); $config->ReadConfig ? values_of($config) : undef },
);

my %handles = (
    lexical => sub { open my $file, '<', $_[0] or die "$!\n"; $file },
    glob => sub { open CONFIG, '<', $_[0] or die "$!\n"; *CONFIG },
    reference => sub { open CONFIG, '<', $_[0] or die "$!\n"; \*CONFIG },
    object => sub { IO::File->new($_[0], 'r') // die "$!\n" },
);

# Texts are characters, names of files bytes.
sub name_of {
    my ($name) = @_;
    utf8::encode($name);
    return $name;
}

sub with_warnings {
    my ($do) = @_;
    my @warnings;
    local $SIG{__WARN__} = sub { push @warnings, $_[0] };
    my $values = $do->();
    return { values => $values, warnings => join '', @warnings };
}

sub put {
    my ($name, $text) = @_;
    open my $file, '>', name_of($name) or die "$!\n";
    print $file name_of($text);
    close $file or die "$!\n";
    return 1;
}

sub {
    return {
        read => sub { my ($way, $name) = @_; with_warnings(sub { $ways{$way}->(name_of($name)) }) },
        through => sub { my ($kind, $name) = @_; values_of(Config::IniFiles->new(-file => $handles{$kind}->(name_of($name)))) },
        text => sub { my ($text) = @_; $text = name_of($text); values_of(Config::IniFiles->new(-file => \$text)) },
        memory => sub { my ($text) = @_; $text = name_of($text); open my $file, '<', \$text or die "$!\n"; values_of(Config::IniFiles->new(-file => $file)) },
        named => sub {
            my ($name) = @_;
            open SETTINGS, '<', name_of($name) or die "$!\n";
            my $config = Config::IniFiles->new;
            $config->SetFileName('SETTINGS');
            my $values = $config->ReadConfig ? values_of($config) : undef;
            close SETTINGS;
            return $values;
        },
        change => sub {
            my ($name, $section, $parameter, $value) = @_;
            open my $file, '+<', name_of($name) or die "$!\n";
            my $config = Config::IniFiles->new(-file => $file) or return undef;
            $config->setval($section, $parameter, $value);
            my $written = $config->WriteConfig($file);
            close $file;
            return $written;
        },
        again => sub {
            my ($name, $text) = @_;
            my $config = Config::IniFiles->new(-file => name_of($name)) or return undef;
            my $first = values_of($config);
            put($name, $text);
            $config->ReadConfig;
            return [$first, values_of($config)];
        },
        put => \&put,
        change_folder => sub { chdir name_of($_[0]) or die "$!\n"; return 1 },
        # A file that the program has open for purposes of its own; gives its number.
        hold => sub { open my $file, '<', name_of($_[0]) or die "$!\n"; push @held, $file; return fileno $file },
    };
}

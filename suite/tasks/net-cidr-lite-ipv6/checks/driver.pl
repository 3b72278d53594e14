use strict;
use warnings;
require '/work/repo/Lite.pm';

# A list, made of addresses and ranges in several ways, and what it says about addresses.
sub ask {
    my ($wanted) = @_;
    my $list = Net::CIDR::Lite->new(@{ $wanted->{new} // [] });
    for my $step (@{ $wanted->{steps} // [] }) {
        my ($method, $text) = @$step;
        $list->$method($text);
    }
    my %answer = (list => [$list->list], ranges => [$list->list_range]);
    my $method = $wanted->{method} // 'find';
    no warnings;
    $answer{found} = [map { $list->$method($_) ? 1 : 0 } @{ $wanted->{find} // [] }];
    return \%answer;
}

sub { return { ask => \&ask } }
